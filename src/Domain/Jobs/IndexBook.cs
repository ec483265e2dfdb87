using System.Collections.Immutable;
using JobFlows.Domain.Indexes;

namespace JobFlows.Domain.Jobs;

/// <summary>The indexes of an Indexed Job while a decision is made: single changes are collected and merged into the sets in one go.</summary>
internal sealed class IndexBook(JobState state)
{
    private readonly ImmutableSortedDictionary<int, IndexRetry>.Builder retries = state.Retries.ToBuilder();
    private readonly List<int> completing = [];
    private readonly List<int> failing = [];
    private readonly List<int> freeing = [];
    private readonly List<int> taking = [];
    private IndexSet completed = state.Completed;
    private IndexSet failed = state.FailedIndexes;
    private IndexSet free = state.Free;

    public IndexSet Completed => Merge(ref completed, completing);

    public IndexSet Failed => Merge(ref failed, failing);

    public IndexSet Free
    {
        get
        {
            if (taking.Count > 0)
            {
                free = free.Except(IndexSet.Of(taking));
                taking.Clear();
            }

            return Merge(ref free, freeing);
        }
    }

    public ImmutableSortedDictionary<int, IndexRetry> Retries => retries.ToImmutable();

    public void Complete(int index)
    {
        completing.Add(index);
    }

    public void Fail(int index)
    {
        failing.Add(index);
    }

    public void GiveBack(int index)
    {
        freeing.Add(index);
    }

    public void Take(int index)
    {
        taking.Add(index);
        retries.Remove(index);
    }

    public void Retry(int index, IndexRetry retry)
    {
        retries[index] = retry;
    }

    public IndexRetry? RetryOf(int index) => retries.GetValueOrDefault(index);

    /// <summary>Follows a change of the number of indexes.</summary>
    /// <param name="from">The number so far.</param>
    /// <param name="to">The number from now on.</param>
    /// <param name="held">The indexes that pods hold.</param>
    public void Resize(int from, int to, IReadOnlyCollection<int> held)
    {
        completed = Completed.Below(to);
        failed = Failed.Below(to);
        free = to < from ? Free.Below(to) : Free.Union(IndexSet.Range(from, to - 1).Except(IndexSet.Of(held)));
        foreach (var index in retries.Keys.Where(index => index >= to).ToList())
        {
            retries.Remove(index);
        }
    }

    private static IndexSet Merge(ref IndexSet set, List<int> indexes)
    {
        if (indexes.Count > 0)
        {
            set = set.Add(indexes);
            indexes.Clear();
        }

        return set;
    }
}
