using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace JobFlows.Workflows.Durable;

/// <summary>The JSON of workflow payloads: history, events, activity inputs and outputs. Times keep full precision here.</summary>
public static class WorkflowJson
{
    /// <summary>The options that both engines use.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>UTF-8 JSON of a payload, by its run-time type.</summary>
    public static byte[] Write(object? value) => value is null ? "null"u8.ToArray() : JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Options);

    /// <summary>The payload in <paramref name="json"/>.</summary>
    public static T Read<T>(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<T>(json, Options)!;
}
