using System.Buffers;
using System.Globalization;

namespace JobFlows.Domain.Indexes;

/// <summary>The text form of index sets.</summary>
internal static class IndexSetText
{
    private const int LongestInterval = 22;

    public static string Write(ReadOnlySpan<IndexInterval> intervals)
    {
        var buffer = ArrayPool<char>.Shared.Rent(intervals.Length * LongestInterval);
        var length = 0;
        foreach (var (first, last) in intervals)
        {
            if (length > 0)
            {
                buffer[length++] = ',';
            }

            Append(first, buffer, ref length);
            if (last > first)
            {
                buffer[length++] = last == first + 1 ? ',' : '-';
                Append(last, buffer, ref length);
            }
        }

        var text = new string(buffer, 0, length);
        ArrayPool<char>.Shared.Return(buffer);
        return text;
    }

    public static bool TryParse(ReadOnlySpan<char> text, out IndexInterval[] intervals)
    {
        intervals = [];
        if (text.IsEmpty)
        {
            return true;
        }

        var builder = new IndexSetBuilder(text.Count(',') + 1);
        var previous = -1;
        foreach (var part in text.Split(','))
        {
            if (!TryParseInterval(text[part], out var interval) || interval.First <= previous || interval.Last < interval.First)
            {
                return false;
            }

            builder.Append(interval);
            previous = interval.Last;
        }

        intervals = builder.ToArray();
        return true;
    }

    private static bool TryParseInterval(ReadOnlySpan<char> text, out IndexInterval interval)
    {
        var dash = text.IndexOf('-');
        var isRange = dash >= 0;
        var valid = TryParseIndex(isRange ? text[..dash] : text, out var first);
        var last = first;
        valid = valid && (!isRange || TryParseIndex(text[(dash + 1)..], out last));
        interval = new IndexInterval(first, last);
        return valid;
    }

    private static bool TryParseIndex(ReadOnlySpan<char> text, out int index) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index);

    private static void Append(int index, Span<char> buffer, ref int length)
    {
        index.TryFormat(buffer[length..], out var written, provider: CultureInfo.InvariantCulture);
        length += written;
    }
}
