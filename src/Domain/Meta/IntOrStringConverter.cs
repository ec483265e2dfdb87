using System.Text.Json;
using System.Text.Json.Serialization;

namespace JobFlows.Domain.Meta;

/// <summary>JSON of <see cref="IntOrString"/>.</summary>
public sealed class IntOrStringConverter : JsonConverter<IntOrString>
{
    /// <inheritdoc/>
    public override IntOrString Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number when reader.TryGetInt32(out var number) => new IntOrString(number),
        JsonTokenType.String => new IntOrString(reader.GetString()!),
        _ => throw new JsonException("expected an integer or a string"),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IntOrString value, JsonSerializerOptions options)
    {
        if (value.Text is { } text)
        {
            writer.WriteStringValue(text);
        }
        else
        {
            writer.WriteNumberValue(value.Number ?? 0);
        }
    }
}
