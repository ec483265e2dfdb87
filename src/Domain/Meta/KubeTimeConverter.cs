using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace JobFlows.Domain.Meta;

/// <summary>metav1.Time: RFC 3339 in UTC, whole seconds when written; any RFC 3339 when read.</summary>
public class KubeTimeConverter : JsonConverter<DateTimeOffset>
{
    private readonly string format;

    /// <summary>Makes the converter for whole seconds.</summary>
    public KubeTimeConverter()
        : this("yyyy-MM-dd'T'HH:mm:ss'Z'")
    {
    }

    private protected KubeTimeConverter(string format) => this.format = format;

    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && Rfc3339.TryParse(reader.GetString()!, out var time))
        {
            return time;
        }

        throw new JsonException("expected an RFC 3339 time");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> buffer = stackalloc char[40];
        value.UtcDateTime.TryFormat(buffer, out var length, format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(buffer[..length]);
    }
}
