using System.Globalization;
using System.Text;

namespace JobFlows.Domain.Indexes;

/// <summary>The text form of index sets.</summary>
internal static class IndexSetText
{
    public static string Write(ReadOnlySpan<IndexInterval> intervals)
    {
        var text = new StringBuilder(intervals.Length * 8);
        foreach (var (first, last) in intervals)
        {
            if (text.Length > 0)
            {
                text.Append(',');
            }

            text.Append(first);
            if (last > first)
            {
                text.Append(last == first + 1 ? ',' : '-').Append(last);
            }
        }

        return text.ToString();
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
}
