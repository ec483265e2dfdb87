using System.Text.Json.Serialization;

namespace JobFlows.Pods.Streaming;

/// <summary>JSON of the messages about streams.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StreamRequest))]
[JsonSerializable(typeof(StreamReply))]
internal sealed partial class StreamJson : JsonSerializerContext;
