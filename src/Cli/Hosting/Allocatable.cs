using JobFlows.Domain.Meta;

namespace JobFlows.Cli.Hosting;

/// <summary>The setting that says what pods may request altogether: <c>cpu=8,memory=16Gi,pods=200</c>, or <c>off</c>.</summary>
internal static class Allocatable
{
    /// <summary>Switches admission off: every pod is started at once.</summary>
    public const string Off = "off";

    /// <summary>Reads the setting.</summary>
    /// <returns>The amounts by resource, empty for those of the machine; null when the text is not such a list.</returns>
    public static IReadOnlyDictionary<string, Quantity>? Parse(string text)
    {
        var amounts = new Dictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var part in text == Off ? [] : text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split('=') is not [{ Length: > 0 } name, var amount] || !Quantity.TryParse(amount, out var quantity) || quantity.Sign < 0)
            {
                return null;
            }

            amounts[name] = quantity;
        }

        return amounts;
    }
}
