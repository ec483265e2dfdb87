using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace JobFlows.Api.Schema;

/// <summary>Values as Go prints them, for the messages that clients know.</summary>
internal static class GoText
{
    /// <summary><c>%q</c>: in double quotes, with Go's escapes.</summary>
    public static string Quote(string text)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => result.Append("\\\""),
                '\\' => result.Append("\\\\"),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                < ' ' or '\x7f' => result.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ => result.Append(c),
            };
        }

        return result.Append('"').ToString();
    }

    /// <summary>UTF-8 as Go reads it: what is none becomes U+FFFD.</summary>
    public static ReadOnlyMemory<byte> Mend(ReadOnlyMemory<byte> text) =>
        Utf8.IsValid(text.Span) ? text : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text.Span));

    /// <summary>A byte as Go's JSON scanner quotes it.</summary>
    public static string QuoteByte(byte value) => value switch
    {
        (byte)'\'' => @"'\''",
        (byte)'"' => "'\"'",
        (byte)'\n' => @"'\n'",
        (byte)'\r' => @"'\r'",
        (byte)'\t' => @"'\t'",
        (byte)'\\' => @"'\\'",
        < 0x20 or 0x7f => $@"'\x{value:x2}'",
        _ => $"'{(char)value}'",
    };

    /// <summary><c>%v</c> of decoded JSON: <c>map[a:1 b:[x y]]</c>.</summary>
    public static string Value(JsonNode? node)
    {
        switch (node)
        {
            case null:
                return "<nil>";
            case JsonObject map:
                var fields = map.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}:{Value(field.Value)}");
                return $"map[{string.Join(' ', fields)}]";
            case JsonArray list:
                return $"[{string.Join(' ', list.Select(Value))}]";
            default:
                return node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString();
        }
    }
}
