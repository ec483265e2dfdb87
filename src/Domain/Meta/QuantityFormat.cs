using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace JobFlows.Domain.Meta;

/// <summary>Reading and writing of quantities, with the texts and the notion of canonical of apimachinery's <c>ParseQuantity</c>.</summary>
internal static class QuantityFormat
{
    internal const string FormatMessage = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    private const string NumericMessage = "unable to parse numeric part of quantity";
    private const string SuffixMessage = "unable to parse quantity's suffix";
    private const string SuffixLetters = "eEinumkKMGTP";

    // No real amount needs more; a larger one would only cost memory when written out.
    private const int MaxDigits = 400;

    // Significant digits that certainly fit into 64 bits. Texts within them are kept as written if they look canonical.
    private const int SafeDigits = 18;
    private const int SafeBinaryDigits = 15;

    internal static readonly BigInteger NanosPerUnit = 1_000_000_000;
    private static readonly BigInteger MaxBinary = long.MaxValue * NanosPerUnit;
    private static readonly string[] DecimalSuffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
    private static readonly string[] BinarySuffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

    internal static string Canonicalize(string text) =>
        TryCanonicalize(text, out var canonical) is { } error ? throw new JsonException(error) : canonical!;

    /// <summary>The error message, or null and the canonical form.</summary>
    internal static string? TryCanonicalize(string text, out string? canonical)
    {
        canonical = null;
        if (TryParse(text, out var amount) is { } error)
        {
            return error;
        }

        canonical = amount.KeepText ? text : Write(amount);
        return null;
    }

    internal static QuantityAmount Parse(string text) =>
        TryParse(text, out var amount) is { } error ? throw new JsonException(error) : amount;

    internal static string Write(QuantityAmount amount)
    {
        if (amount.Nanos.IsZero)
        {
            return "0";
        }

        var units = BigInteger.DivRem(amount.Nanos, NanosPerUnit, out var rest);

        // Small or fractional amounts lose nothing, and read better, without a binary suffix.
        return amount.Style == QuantityStyle.BinarySI && rest.IsZero && BigInteger.Abs(units) >= 1024
            ? WriteScaled(units, 1024, BinarySuffixes)
            : WriteDecimal(amount);
    }

    private static string WriteScaled(BigInteger value, int factor, string[] suffixes)
    {
        var step = 0;
        while (step + 1 < suffixes.Length && (value % factor).IsZero)
        {
            value /= factor;
            step++;
        }

        return value + suffixes[step];
    }

    private static string WriteDecimal(QuantityAmount amount)
    {
        if (amount.Style != QuantityStyle.DecimalExponent)
        {
            return WriteScaled(amount.Nanos, 1000, DecimalSuffixes);
        }

        var (value, exponent) = (amount.Nanos, -9);
        while ((value % 1000).IsZero)
        {
            value /= 1000;
            exponent += 3;
        }

        return exponent == 0 ? value.ToString(CultureInfo.InvariantCulture) : $"{value}e{exponent}";
    }

    private static string? TryParse(string text, out QuantityAmount amount)
    {
        amount = default;
        if (text.Length == 0)
        {
            return FormatMessage;
        }

        var position = text[0] is '+' or '-' ? 1 : 0;
        var whole = Digits(text, ref position).TrimStart('0');
        var fraction = ReadOnlySpan<char>.Empty;
        if (position < text.Length && text[position] == '.')
        {
            position++;
            fraction = Digits(text, ref position);
        }

        if (!SplitSuffix(text, position, out var suffix))
        {
            return FormatMessage;
        }

        if (!ReadSuffix(suffix, out var style, out var exponent))
        {
            return SuffixMessage;
        }

        if (whole.Length + fraction.Length + Math.Abs(exponent) > MaxDigits)
        {
            return NumericMessage;
        }

        var digits = string.Concat(whole.IsEmpty ? "0" : whole, fraction);
        var mantissa = BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        var keepText = IsCanonical(digits, mantissa, fraction.Length, style, exponent);
        var nanos = ToNanos(mantissa, fraction.Length, ref style, exponent);
        amount = new QuantityAmount(text[0] == '-' ? -nanos : nanos, style, keepText);
        return null;
    }

    private static BigInteger ToNanos(BigInteger mantissa, int decimals, ref QuantityStyle style, int exponent)
    {
        var nanos = mantissa * NanosPerUnit;
        var scale = style == QuantityStyle.BinarySI ? -decimals : exponent - decimals;
        if (style == QuantityStyle.BinarySI)
        {
            nanos <<= exponent;
        }

        nanos = scale >= 0 ? nanos * BigInteger.Pow(10, scale) : DivideUp(nanos, BigInteger.Pow(10, -scale));
        if (style == QuantityStyle.BinarySI)
        {
            nanos = BigInteger.Min(nanos, MaxBinary);
            style = nanos < NanosPerUnit && !nanos.IsZero ? QuantityStyle.DecimalSI : style;
        }

        return nanos;
    }

    private static BigInteger DivideUp(BigInteger value, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(value, divisor, out var rest);
        return rest.IsZero ? quotient : quotient + 1;
    }

    private static bool IsCanonical(string digits, BigInteger mantissa, int decimals, QuantityStyle style, int exponent)
    {
        if (style == QuantityStyle.BinarySI)
        {
            return decimals == 0
                && SafeBinaryDigits - digits.Length - (exponent * 3 / 10) - 1 >= 0
                && mantissa << exponent <= long.MaxValue
                && !(mantissa & 7).IsZero;
        }

        var scale = exponent - decimals;
        return digits.Length <= SafeDigits
            && scale >= -9
            && scale % 3 == 0
            && digits[0] != '0'
            && !digits.EndsWith("000", StringComparison.Ordinal);
    }

    private static ReadOnlySpan<char> Digits(string text, scoped ref int position)
    {
        var start = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        return text.AsSpan(start, position - start);
    }

    private static bool SplitSuffix(string text, int position, out string suffix)
    {
        suffix = text[position..];
        while (position < text.Length && SuffixLetters.Contains(text[position]))
        {
            position++;
        }

        if (position < text.Length && text[position] is '+' or '-')
        {
            position++;
        }

        Digits(text, ref position);
        return position == text.Length;
    }

    private static bool ReadSuffix(string suffix, out QuantityStyle style, out int exponent)
    {
        var index = Array.IndexOf(DecimalSuffixes, suffix);
        if (index >= 0)
        {
            (style, exponent) = (QuantityStyle.DecimalSI, (index * 3) - 9);
            return true;
        }

        index = Array.IndexOf(BinarySuffixes, suffix);
        if (index > 0)
        {
            (style, exponent) = (QuantityStyle.BinarySI, index * 10);
            return true;
        }

        (style, exponent) = (QuantityStyle.DecimalExponent, 0);
        return suffix.Length > 1
            && suffix[0] is 'e' or 'E'
            && int.TryParse(suffix.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
            && exponent is > -MaxDigits and < MaxDigits;
    }
}
