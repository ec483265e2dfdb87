namespace JobFlows.Domain.Indexes;

/// <summary>Collects intervals that come in ascending order of their first index, joining those that touch or overlap.</summary>
internal struct IndexSetBuilder(int capacity)
{
    private readonly IndexInterval[] intervals = new IndexInterval[capacity];
    private int length;

    public void Append(IndexInterval interval)
    {
        if (length > 0 && interval.First <= (long)intervals[length - 1].Last + 1)
        {
            if (interval.Last > intervals[length - 1].Last)
            {
                intervals[length - 1] = intervals[length - 1] with { Last = interval.Last };
            }

            return;
        }

        intervals[length++] = interval;
    }

    public readonly IndexInterval[] ToArray() => length == intervals.Length ? intervals : intervals[..length];
}
