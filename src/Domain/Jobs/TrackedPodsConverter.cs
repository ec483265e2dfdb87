using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace JobFlows.Domain.Jobs;

/// <summary>JSON of a Job's live pods: a list in the order in which they were started, so that equal states have equal JSON
/// in every process (the dictionary's own order follows randomized hash codes).</summary>
public sealed class TrackedPodsConverter : JsonConverter<ImmutableDictionary<string, TrackedPod>>
{
    /// <inheritdoc/>
    public override ImmutableDictionary<string, TrackedPod> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var pods = JsonSerializer.Deserialize<List<TrackedPod>>(ref reader, options) ?? [];
        return pods.ToImmutableDictionary(pod => pod.Uid);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ImmutableDictionary<string, TrackedPod> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Values.OrderBy(pod => pod.Ordinal).ToList(), options);
}
