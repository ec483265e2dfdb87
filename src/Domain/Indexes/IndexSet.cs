using System.Text.Json.Serialization;

namespace JobFlows.Domain.Indexes;

/// <summary>An immutable set of completion indexes, kept as sorted intervals with gaps between them. Its text is that of
/// <c>status.completedIndexes</c>: <c>1,3-5,7</c>.</summary>
/// <remarks>n is the number of intervals, k the size of the argument. The text is made once and kept.</remarks>
[JsonConverter(typeof(IndexSetConverter))]
public sealed class IndexSet : IEquatable<IndexSet>
{
    /// <summary>No index.</summary>
    public static readonly IndexSet Empty = new([]);

    private readonly IndexInterval[] intervals;
    private string? text;

    private IndexSet(IndexInterval[] intervals)
    {
        this.intervals = intervals;
        foreach (var interval in intervals)
        {
            Count += interval.Last - interval.First + 1;
        }
    }

    /// <summary>How many indexes there are.</summary>
    public int Count { get; }

    /// <summary>The intervals, ascending.</summary>
    public IReadOnlyList<IndexInterval> Intervals => intervals;

    /// <summary>The indexes from 0 up to <paramref name="limit"/>, which is not included. No index when it isn't positive.</summary>
    public static IndexSet UpTo(int limit) => Range(0, limit - 1);

    /// <summary>The indexes from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public static IndexSet Range(int first, int last) => last < first ? Empty : new([new(first, last)]);

    /// <summary>The set of these indexes, in any order, repeated or not.</summary>
    public static IndexSet Of(params IReadOnlyCollection<int> indexes)
    {
        if (indexes.Count == 0)
        {
            return Empty;
        }

        int[] sorted = [.. indexes];
        Array.Sort(sorted);
        var builder = new IndexSetBuilder(sorted.Length);
        foreach (var index in sorted)
        {
            builder.Append(new IndexInterval(index, index));
        }

        return Wrap(builder.ToArray());
    }

    /// <summary>Reads the text form.</summary>
    /// <returns>False when it isn't a sorted list of indexes and intervals; <paramref name="set"/> is then empty.</returns>
    public static bool TryParse(string? text, out IndexSet set)
    {
        var valid = IndexSetText.TryParse(text ?? "", out var parsed);
        set = Wrap(parsed);
        return valid;
    }

    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">It isn't a sorted list of indexes and intervals.</exception>
    public static IndexSet Parse(string text) =>
        TryParse(text, out var set) ? set : throw new FormatException($"not a list of indexes: {text}");

    /// <summary>Reads what can be read of a damaged text form: the parts that are neither an index nor an interval are left out.</summary>
    public static IndexSet Salvage(string? text)
    {
        var whole = Empty;
        foreach (var part in (text ?? "").Split(','))
        {
            whole = TryParse(part, out var set) ? whole.Union(set) : whole;
        }

        return whole;
    }

    /// <summary>Whether the index is in the set. O(log n).</summary>
    public bool Contains(int index)
    {
        var position = FirstNotBefore(index);
        return position < intervals.Length && intervals[position].First <= index;
    }

    /// <summary>This set and these indexes, which may come in any order. O(n + k log k).</summary>
    public IndexSet Add(IReadOnlyCollection<int> indexes) => indexes.Count == 0 ? this : Union(Of(indexes));

    /// <summary>The indexes of either set. O(n + k).</summary>
    public IndexSet Union(IndexSet other)
    {
        if (other.Count == 0 || ReferenceEquals(this, other))
        {
            return this;
        }

        if (Count == 0)
        {
            return other;
        }

        var builder = new IndexSetBuilder(intervals.Length + other.intervals.Length);
        var (mine, theirs) = (0, 0);
        while (mine < intervals.Length || theirs < other.intervals.Length)
        {
            var takeMine = theirs == other.intervals.Length
                || (mine < intervals.Length && intervals[mine].First < other.intervals[theirs].First);
            builder.Append(takeMine ? intervals[mine++] : other.intervals[theirs++]);
        }

        return Wrap(builder.ToArray());
    }

    /// <summary>The indexes of this set that aren't in the other. O(n + k).</summary>
    public IndexSet Except(IndexSet other)
    {
        if (Count == 0 || other.Count == 0)
        {
            return this;
        }

        var builder = new IndexSetBuilder(intervals.Length + other.intervals.Length);
        var next = 0;
        foreach (var (start, last) in intervals)
        {
            var first = start;
            while (next < other.intervals.Length && other.intervals[next].Last < first)
            {
                next++;
            }

            for (var i = next; i < other.intervals.Length && other.intervals[i].First <= last && first <= last; i++)
            {
                if (first < other.intervals[i].First)
                {
                    builder.Append(new IndexInterval(first, other.intervals[i].First - 1));
                }

                first = other.intervals[i].Last == int.MaxValue ? int.MaxValue : other.intervals[i].Last + 1;
            }

            if (first <= last)
            {
                builder.Append(new IndexInterval(first, last));
            }
        }

        return Wrap(builder.ToArray());
    }

    /// <summary>The indexes below <paramref name="limit"/>.</summary>
    public IndexSet Below(int limit)
    {
        var kept = FirstNotBefore(limit);
        if (kept == intervals.Length)
        {
            return this;
        }

        var cut = intervals[kept].First < limit;
        var below = intervals[..(cut ? kept + 1 : kept)];
        if (cut)
        {
            below[kept] = below[kept] with { Last = limit - 1 };
        }

        return Wrap(below);
    }

    /// <summary>How many indexes both sets have. O(n + k).</summary>
    public int CountCommon(IndexSet other)
    {
        var (mine, theirs, common) = (0, 0, 0);
        while (mine < intervals.Length && theirs < other.intervals.Length)
        {
            var first = Math.Max(intervals[mine].First, other.intervals[theirs].First);
            var last = Math.Min(intervals[mine].Last, other.intervals[theirs].Last);
            common += Math.Max(0, last - first + 1);
            if (intervals[mine].Last < other.intervals[theirs].Last)
            {
                mine++;
            }
            else
            {
                theirs++;
            }
        }

        return common;
    }

    /// <summary>The lowest <paramref name="count"/> indexes, or all when there are fewer.</summary>
    public IEnumerable<int> Lowest(int count)
    {
        foreach (var (first, last) in intervals)
        {
            for (var index = first; index <= last && count > 0; index++, count--)
            {
                yield return index;
            }

            if (count <= 0)
            {
                yield break;
            }
        }
    }

    /// <inheritdoc/>
    public bool Equals(IndexSet? other) => other is not null && intervals.AsSpan().SequenceEqual(other.intervals);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as IndexSet);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, intervals.Length);

    /// <summary>The text form: two neighbours stay apart (<c>0,1</c>), three or more become a range (<c>0-2</c>).</summary>
    public override string ToString() => text ??= IndexSetText.Write(intervals);

    private static IndexSet Wrap(IndexInterval[] intervals) => intervals.Length == 0 ? Empty : new(intervals);

    private int FirstNotBefore(int index)
    {
        var (low, high) = (0, intervals.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (intervals[middle].Last >= index)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return high;
    }
}
