using System.Globalization;

namespace JobFlows.Domain.Validation.Jobs;

/// <summary>The text form of sets of indexes, <c>1,3-5</c>, as the API checks it. Messages are Kubernetes' own.</summary>
internal static class IndexListText
{
    /// <summary>Returns what is wrong, or null and how many indexes there are. All must be below <paramref name="completions"/>.</summary>
    internal static string? Check(string text, int completions, out long total)
    {
        total = 0;
        if (text.Length == 0)
        {
            return null;
        }

        long? last = null;
        var count = 0L;
        foreach (var part in text.Split(','))
        {
            if (Interval(part, completions, out var first, out var end) is { } problem)
            {
                return problem;
            }

            if (last >= first)
            {
                return $"non-increasing order, previous: {last}, current: {first}";
            }

            count += end - first + 1;
            last = end;
        }

        total = count;
        return null;
    }

    /// <summary>Returns the first index that both lists have, or null; malformed parts are left out.</summary>
    internal static long? Overlap(string left, string right, int completions)
    {
        var (a, b) = (Intervals(left, completions), Intervals(right, completions));
        var (i, j) = (0, 0);
        while (i < a.Count && j < b.Count)
        {
            if (a[i].First <= b[j].Last && b[j].First <= a[i].Last)
            {
                return Math.Max(a[i].First, b[j].First);
            }

            _ = a[i].First <= b[j].First ? i++ : j++;
        }

        return null;
    }

    private static List<(long First, long Last)> Intervals(string text, int completions)
    {
        var intervals = new List<(long First, long Last)>();
        foreach (var part in text.Length == 0 ? [] : text.Split(','))
        {
            if (Interval(part, completions, out var first, out var last) is null)
            {
                intervals.Add((first, last));
            }
        }

        return intervals;
    }

    private static string? Interval(string text, int completions, out long first, out long last)
    {
        (first, last) = (0, 0);
        var parts = text.Split('-');
        if (parts.Length > 2)
        {
            return $"the fragment {GoValue.Quote(text)} violates the requirement that an index interval can have at most two parts separated by '-'";
        }

        if (Number(parts[0], completions, out first) is { } problem)
        {
            return problem;
        }

        last = first;
        return parts.Length == 1 ? null
            : Number(parts[1], completions, out last)
                ?? (first >= last ? $"non-increasing order, previous: {first}, current: {last}" : null);
    }

    private static string? Number(string text, int completions, out long number) =>
        !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
            ? $"cannot convert string to integer for index: {GoValue.Quote(text)}"
            : number >= completions ? $"too large index: {GoValue.Quote(text)}"
            : null;
}
