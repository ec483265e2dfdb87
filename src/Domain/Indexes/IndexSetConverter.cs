using System.Text.Json;
using System.Text.Json.Serialization;

namespace JobFlows.Domain.Indexes;

/// <summary>JSON of <see cref="IndexSet"/>: a string, its text form.</summary>
public sealed class IndexSetConverter : JsonConverter<IndexSet>
{
    /// <inheritdoc/>
    public override IndexSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        IndexSet.TryParse(reader.GetString(), out var set) ? set : throw new JsonException("expected a list of indexes such as \"1,3-5,7\"");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IndexSet value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
