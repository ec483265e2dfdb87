namespace JobFlows.Domain.Validation;

/// <summary>The text forms of IP addresses, v4 and v6 (RFC 4291 §2.2).</summary>
internal static class IpAddressText
{
    internal static bool IsValid(string text) => text.Contains(':', StringComparison.Ordinal) ? IsV6(text) : IsV4(text);

    internal static bool IsV6Text(string text) => text.Contains(':', StringComparison.Ordinal);

    private static bool IsV4(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 4 && parts.All(part =>
            part.Length is >= 1 and <= 3 && part.All(char.IsAsciiDigit) && int.Parse(part, System.Globalization.CultureInfo.InvariantCulture) <= 255);
    }

    private static bool IsV6(string text)
    {
        var gap = text.IndexOf("::", StringComparison.Ordinal);
        if (gap < 0)
        {
            return Groups(text) == 8;
        }

        var (head, tail) = (text[..gap], text[(gap + 2)..]);
        var (before, after) = (head.Length == 0 ? 0 : Groups(head, mayEndInV4: false), tail.Length == 0 ? 0 : Groups(tail));
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    /// <summary>How many 16-bit groups the text stands for, or -1 when it is malformed.</summary>
    private static int Groups(string text, bool mayEndInV4 = true)
    {
        var parts = text.Split(':');
        var v4 = mayEndInV4 && parts[^1].Contains('.', StringComparison.Ordinal);
        var hex = v4 ? parts.AsSpan(0, parts.Length - 1) : parts;
        foreach (var part in hex)
        {
            if (part.Length is < 1 or > 4 || !part.All(char.IsAsciiHexDigit))
            {
                return -1;
            }
        }

        return v4 ? (IsV4(parts[^1]) ? hex.Length + 2 : -1) : hex.Length;
    }
}
