using System.Globalization;

namespace JobFlows.Cli.Commands;

/// <summary>A number of bytes as people write it: a whole number, and <c>Ki</c>, <c>Mi</c> or <c>Gi</c>.</summary>
internal static class ByteSize
{
    private static readonly (string Suffix, long Bytes)[] Units = [("Ki", 1L << 10), ("Mi", 1L << 20), ("Gi", 1L << 30)];

    /// <summary>Reads one; null when it is none, or not positive, or more than a tebibyte.</summary>
    public static long? Parse(string text)
    {
        var (suffix, bytes) = Units.FirstOrDefault(unit => text.EndsWith(unit.Suffix, StringComparison.Ordinal), (Suffix: "", Bytes: 1L));
        return long.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count > 0 && count <= (1L << 40) / bytes
            ? count * bytes
            : null;
    }
}
