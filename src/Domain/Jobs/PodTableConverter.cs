using System.Text.Json;
using System.Text.Json.Serialization;

namespace JobFlows.Domain.Jobs;

/// <summary>JSON of a Job's live pods: a list in the order in which they were started.</summary>
public sealed class PodTableConverter : JsonConverter<PodTable>
{
    /// <inheritdoc/>
    public override PodTable Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PodTable.Of(JsonSerializer.Deserialize<List<TrackedPod>>(ref reader, options) ?? []);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PodTable value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Pods.OrderBy(pod => pod.Ordinal).ToList(), options);
}
