using System.Globalization;
using System.Text;
using System.Text.Json;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Validation;

/// <summary>Values as Kubernetes' error texts show them: numbers and flags plain, texts quoted as Go does, all else as JSON.</summary>
public static class GoValue
{
    internal static string Render<T>(T value) => value switch
    {
        null => "null",
        string text => Quote(text),
        bool flag => flag ? "true" : "false",
        int or long => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        Quantity quantity => Quote(quantity.Text),
        _ => Json(value),
    };

    /// <summary>Go's <c>%q</c>.</summary>
    public static string Quote(string text)
    {
        var builder = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            Append(builder, rune);
        }

        return builder.Append('"').ToString();
    }

    /// <summary>Go's <c>%q</c> of a list of texts: <c>["a" "b"]</c>.</summary>
    internal static string QuoteList(IEnumerable<string> texts) => $"[{string.Join(' ', texts.Select(Quote))}]";

    private static string Json<T>(T value)
    {
        var json = JsonSerializer.Serialize(value, KubeJson.Context.GetTypeInfo(typeof(T))
            ?? throw new NotSupportedException($"{typeof(T)} is not an API type"));

        // Go's encoder keeps JSON safe for HTML. These characters occur in JSON inside texts only.
        return json.Replace("&", "\\u0026", StringComparison.Ordinal)
            .Replace("<", "\\u003c", StringComparison.Ordinal)
            .Replace(">", "\\u003e", StringComparison.Ordinal);
    }

    private static void Append(StringBuilder builder, Rune rune)
    {
        _ = rune.Value switch
        {
            '"' => builder.Append("\\\""),
            '\\' => builder.Append("\\\\"),
            '\a' => builder.Append("\\a"),
            '\b' => builder.Append("\\b"),
            '\f' => builder.Append("\\f"),
            '\n' => builder.Append("\\n"),
            '\r' => builder.Append("\\r"),
            '\t' => builder.Append("\\t"),
            '\v' => builder.Append("\\v"),
            _ when IsPrint(rune) => builder.Append(rune.ToString()),
            < 0x80 => builder.Append("\\x").Append(rune.Value.ToString("x2", CultureInfo.InvariantCulture)),
            < 0x10000 => builder.Append("\\u").Append(rune.Value.ToString("x4", CultureInfo.InvariantCulture)),
            _ => builder.Append("\\U").Append(rune.Value.ToString("x8", CultureInfo.InvariantCulture)),
        };
    }

    private static bool IsPrint(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator);
}
