using System.Globalization;
using System.Text.RegularExpressions;

namespace JobFlows.Domain.Meta;

/// <summary>RFC 3339 times, as Go's <c>time.RFC3339</c> reads them.</summary>
public static partial class Rfc3339
{
    /// <summary>Reads a time such as <c>2026-01-02T15:04:05Z</c> or <c>…05.25+02:00</c>; what Go refuses is refused.</summary>
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        time = default;
        return text.Length <= 40
            && Shape().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}([.,]\d+)?(Z|[+-]\d{2}:\d{2})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
