using System.Globalization;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Pods;

/// <summary>The number that a quantity stands for, to compare quantities that are written differently (<c>1</c> and <c>1000m</c>).</summary>
internal static class QuantityAmount
{
    private const string BinarySuffixes = "KMGTPE";

    /// <summary>The amount; 0 for text that is no quantity, and the largest number for one that is too large to tell apart from others.</summary>
    public static decimal Of(Quantity quantity)
    {
        var text = quantity.Text.AsSpan();
        var suffix = text.IndexOfAnyExceptInRange('+', '9');
        var mantissa = suffix < 0 ? text : text[..suffix];
        if (!decimal.TryParse(mantissa, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return 0;
        }

        var factor = suffix < 0 ? 1 : Factor(text[suffix..]);
        return factor > 1 && Math.Abs(number) > decimal.MaxValue / factor ? decimal.MaxValue : number * factor;
    }

    private static decimal Factor(ReadOnlySpan<char> suffix)
    {
        if (suffix is [var letter, 'i'] && BinarySuffixes.Contains(letter))
        {
            return 1UL << (10 * (BinarySuffixes.IndexOf(letter) + 1));
        }

        var exponent = suffix switch
        {
            "n" => -9,
            "u" => -6,
            "m" => -3,
            "k" => 3,
            "M" => 6,
            "G" => 9,
            "T" => 12,
            "P" => 15,
            "E" => 18,
            ['e' or 'E', .. var digits] when int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power) => power,
            _ => 0,
        };
        return PowerOfTen(exponent);
    }

    private static decimal PowerOfTen(int exponent)
    {
        const int largest = 28;
        var power = 1m;
        for (var i = 0; i < Math.Min(Math.Abs(exponent), largest); i++)
        {
            power *= 10;
        }

        return exponent < 0 ? 1 / power : power;
    }
}
