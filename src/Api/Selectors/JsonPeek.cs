using System.Text.Json;

namespace JobFlows.Api.Selectors;

/// <summary>Looks into stored JSON without deserializing it.</summary>
internal static class JsonPeek
{
    /// <summary>Moves to the value at a path of object members; false when there is none. The reader starts before the document.</summary>
    public static bool MoveTo(ref Utf8JsonReader reader, ReadOnlySpan<byte[]> path)
    {
        if (!reader.Read())
        {
            return false;
        }

        foreach (var member in path)
        {
            if (reader.TokenType != JsonTokenType.StartObject || !MoveToMember(ref reader, member))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The text of a scalar at a path; null when there is none.</summary>
    public static string? Text(ReadOnlySpan<byte> json, ReadOnlySpan<byte[]> path)
    {
        var reader = new Utf8JsonReader(json);
        if (!MoveTo(ref reader, path))
        {
            return null;
        }

        return reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            _ => null,
        };
    }

    /// <summary>Where the value at a path lies in the JSON; empty when there is none.</summary>
    public static ReadOnlySpan<byte> Raw(ReadOnlySpan<byte> json, ReadOnlySpan<byte[]> path)
    {
        var reader = new Utf8JsonReader(json);
        if (!MoveTo(ref reader, path))
        {
            return default;
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }

    private static bool MoveToMember(ref Utf8JsonReader reader, byte[] name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            if (found)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
