using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using JobFlows.Domain.Authentication;
using JobFlows.Domain.Authorization;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Coordination;
using JobFlows.Domain.Core;

namespace JobFlows.Domain.Meta;

/// <summary>The JSON of API objects: camel case, nothing written for what is absent, times in RFC 3339.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(KubeTimeConverter)])]
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(CronJob))]
[JsonSerializable(typeof(Pod))]
[JsonSerializable(typeof(Event))]
[JsonSerializable(typeof(Events.RegardingEvent))]
[JsonSerializable(typeof(Namespace))]
[JsonSerializable(typeof(ConfigMap))]
[JsonSerializable(typeof(Secret))]
[JsonSerializable(typeof(ServiceAccount))]
[JsonSerializable(typeof(Service))]
[JsonSerializable(typeof(Node))]
[JsonSerializable(typeof(PersistentVolumeClaim))]
[JsonSerializable(typeof(Lease))]
[JsonSerializable(typeof(SelfSubjectReview))]
[JsonSerializable(typeof(SelfSubjectAccessReview))]
[JsonSerializable(typeof(SelfSubjectRulesReview))]
[JsonSerializable(typeof(Eviction))]
[JsonSerializable(typeof(Status))]
[JsonSerializable(typeof(DeleteOptions))]
[JsonSerializable(typeof(ListMeta))]
public sealed partial class KubeJson : JsonSerializerContext
{
    /// <summary>The one instance to use: as generated, with text such as <c>&lt;</c> left readable.</summary>
    public static KubeJson Context { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new KubeTimeConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>UTF-8 JSON of <paramref name="value"/>.</summary>
    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, TypeInfo<T>());

    /// <summary>The object in <paramref name="json"/>. Unknown fields are dropped, as Kubernetes does.</summary>
    /// <exception cref="JsonException">It is not JSON, or a field has the wrong type.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, TypeInfo<T>())
        ?? throw new JsonException("the document is null");

    private static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>?)Context.GetTypeInfo(typeof(T))
        ?? throw new NotSupportedException($"{typeof(T)} is not an API type");
}
