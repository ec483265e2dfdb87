using System.Text.RegularExpressions;

namespace JobFlows.Api.Schema;

/// <summary>What a resource amount may look like.</summary>
internal static partial class Quantities
{
    /// <summary>What Kubernetes says of a malformed amount.</summary>
    public const string FormatError = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

    /// <summary>Whether <paramref name="text"/> is a number with a decimal, binary or exponent suffix, or empty.</summary>
    public static bool IsWellFormed(string text) => text.Length <= 1024 && Shape().IsMatch(text);

    [GeneratedRegex(@"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?\z|^\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
