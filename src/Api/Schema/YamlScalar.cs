using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace JobFlows.Api.Schema;

/// <summary>What a YAML scalar means in Kubernetes: YAML 1.1, as the Go library there reads it (so <c>yes</c> is true and <c>0777</c> octal).</summary>
internal static partial class YamlScalar
{
    private const string Prefix = "tag:yaml.org,2002:";

    /// <summary>The scalar as JSON text.</summary>
    /// <returns>null when it has no JSON form, such as <c>.inf</c>.</returns>
    public static string? ToJson(YamlNode.Scalar scalar)
    {
        var tag = scalar.Tag.StartsWith(Prefix, StringComparison.Ordinal) ? scalar.Tag[Prefix.Length..] : scalar.Tag;
        return tag switch
        {
            "" or "?" when scalar.Plain => Plain(scalar.Text),
            "int" or "float" or "bool" or "null" => Plain(scalar.Text),
            "binary" => Binary(scalar.Text),
            _ => JsonText(scalar.Text),
        };
    }

    /// <summary>The scalar as the key of a JSON object.</summary>
    /// <returns>null when it can't be a key.</returns>
    public static string? ToKey(YamlNode.Scalar scalar)
    {
        var json = ToJson(scalar);
        return json switch
        {
            null or "null" => null,
            _ when json[0] == '"' => scalar.Text,
            _ => json,
        };
    }

    /// <summary>A string as JSON text.</summary>
    public static string JsonText(string text) => System.Text.Json.JsonSerializer.Serialize(text, KubeNodeJson.Options);

    private static string? Plain(string text)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return "null";
            case "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON":
                return "true";
            case "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF":
                return "false";
            case ".nan" or ".NaN" or ".NAN" or ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" or "-.inf" or "-.Inf" or "-.INF":
                return null;
        }

        if (text[0] is not ('+' or '-' or '.' or (>= '0' and <= '9')))
        {
            return JsonText(text);
        }

        return Integer(text.Replace("_", "", StringComparison.Ordinal)) ?? Float(text) ?? JsonText(text);
    }

    private static string? Integer(string text)
    {
        var negative = text.StartsWith('-');
        var digits = text.Length > 0 && text[0] is '+' or '-' ? text[1..] : text;
        var (style, start) = digits switch
        {
            ['0', 'x' or 'X', ..] => (16, 2),
            ['0', 'o' or 'O', ..] => (8, 2),
            ['0', 'b' or 'B', ..] => (2, 2),
            ['0', _, ..] => (8, 1),
            _ => (10, 0),
        };

        if (digits.Length == start || digits.Length > 70)
        {
            return null;
        }

        var value = BigInteger.Zero;
        foreach (var c in digits.AsSpan(start))
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : 16;
            if (digit >= style)
            {
                return null;
            }

            value = (value * style) + digit;
        }

        value = negative ? -value : value;
        return value >= long.MinValue && value <= ulong.MaxValue ? value.ToString(CultureInfo.InvariantCulture) : null;
    }

    // Go prints floats of a moderate size without an exponent.
    private static string? Float(string text)
    {
        if (text.Length > 400 || !FloatShape().IsMatch(text) || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            || !double.IsFinite(value))
        {
            return null;
        }

        var size = Math.Abs(value);
        if (size is 0 or (>= 1e-6 and < 1e21))
        {
            return value.ToString("0.####################################################################################", CultureInfo.InvariantCulture) is { } plain
                && double.Parse(plain, CultureInfo.InvariantCulture) == value ? plain : value.ToString("R", CultureInfo.InvariantCulture);
        }

        return value.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);
    }

    private static string Binary(string text)
    {
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out var length)
            ? JsonText(Encoding.UTF8.GetString(buffer.AsSpan(0, length)))
            : JsonText(text);
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex FloatShape();
}
