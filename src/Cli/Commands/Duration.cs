using System.Globalization;

namespace JobFlows.Cli.Commands;

/// <summary>A length of time as people write it: a whole number and a unit, such as <c>90s</c>, <c>5m</c> or <c>1h</c>.</summary>
internal static class Duration
{
    /// <summary>Reads one; null when it is none, or not positive, or longer than a year.</summary>
    public static TimeSpan? Parse(string text)
    {
        TimeSpan? unit = text.Length == 0 ? null : text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            _ => null,
        };
        return unit is { } one && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count > 0 && count <= TimeSpan.FromDays(365) / one
            ? count * one
            : null;
    }
}
