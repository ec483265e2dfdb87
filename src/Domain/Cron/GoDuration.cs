using System.Globalization;
using System.Text.RegularExpressions;
using JobFlows.Domain.Validation;

namespace JobFlows.Domain.Cron;

/// <summary>The text form of Go's durations, such as <c>1h30m</c>.</summary>
internal static partial class GoDuration
{
    private const double LongestSeconds = 9_223_372_036;

    /// <summary>Returns what is wrong, as Go says it, or null.</summary>
    internal static string? Check(string text)
    {
        var amount = text.Length > 0 && text[0] is '-' or '+' ? text[1..] : text;
        return amount == "0" || Whole().IsMatch(amount) ? null
            : WithoutUnit().IsMatch(amount) ? $"time: missing unit in duration {GoValue.Quote(text)}"
            : $"time: invalid duration {GoValue.Quote(text)}";
    }

    /// <summary>The duration of a text that <see cref="Check"/> finds nothing wrong with; at most Go's longest, some 292 years.</summary>
    internal static TimeSpan Parse(string text)
    {
        var seconds = Part().Matches(text).Sum(part => double.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture) * SecondsIn(part.Groups[2].Value));
        return TimeSpan.FromSeconds(Math.Min(seconds, LongestSeconds)) * (text.StartsWith('-') ? -1 : 1);
    }

    private static double SecondsIn(string unit) => unit switch
    {
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        "ms" => 1e-3,
        "ns" => 1e-9,
        _ => 1e-6,
    };

    [GeneratedRegex(@"([0-9]+\.?[0-9]*|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Part();

    [GeneratedRegex(@"^(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))*([0-9]+(\.[0-9]*)?|\.[0-9]+)\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex WithoutUnit();
}
