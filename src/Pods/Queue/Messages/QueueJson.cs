using System.Text.Json.Serialization;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.Objects;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Queue.Messages;

/// <summary>JSON of what messages are made of.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(KubeTimeConverter)])]
[JsonSerializable(typeof(Pod))]
[JsonSerializable(typeof(PodObjects))]
[JsonSerializable(typeof(PodReport))]
internal sealed partial class QueueJson : JsonSerializerContext;
