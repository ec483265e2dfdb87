using System.Text.Json.Serialization;
using JobFlows.Domain.Meta;

namespace JobFlows.Pods.Kubelet;

/// <summary>JSON of what is kept of pods that go on.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(KubeTimeConverter)])]
[JsonSerializable(typeof(PodProgress))]
internal sealed partial class ProgressJson : JsonSerializerContext;
