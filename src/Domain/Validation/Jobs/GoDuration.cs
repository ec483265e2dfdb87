using System.Text.RegularExpressions;

namespace JobFlows.Domain.Validation.Jobs;

/// <summary>The text form of Go's durations, such as <c>1h30m</c>.</summary>
internal static partial class GoDuration
{
    /// <summary>Returns what is wrong, as Go says it, or null.</summary>
    internal static string? Check(string text)
    {
        var amount = text.Length > 0 && text[0] is '-' or '+' ? text[1..] : text;
        return amount == "0" || Whole().IsMatch(amount) ? null
            : WithoutUnit().IsMatch(amount) ? $"time: missing unit in duration {GoValue.Quote(text)}"
            : $"time: invalid duration {GoValue.Quote(text)}";
    }

    [GeneratedRegex(@"^(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))*([0-9]+(\.[0-9]*)?|\.[0-9]+)\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex WithoutUnit();
}
