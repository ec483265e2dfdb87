using System.Text.Json;
using System.Text.Json.Serialization;
using JobFlows.Domain.Meta;

namespace JobFlows.Pods.Supervision;

/// <summary>JSON of the messages between server and supervisor.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(KubeTimeConverter)])]
[JsonSerializable(typeof(SupervisorRequest))]
[JsonSerializable(typeof(SupervisorMessage))]
internal sealed partial class SupervisorJson : JsonSerializerContext;
