namespace JobFlows.Domain.Jobs;

/// <summary>The pod failures since the last success: what new pods wait for.</summary>
/// <param name="Length">How many.</param>
/// <param name="LastAt">When the last one happened; null when there was none.</param>
public readonly record struct FailureStreak(int Length, DateTimeOffset? LastAt)
{
    /// <summary>When a new pod may be started; null for at once.</summary>
    public DateTimeOffset? DueAt() => Length == 0 ? null : LastAt + Backoff.AfterPodFailures(Length);

    /// <summary>The streak after pods that ended at these times, all learnt of at once.</summary>
    public FailureStreak After(IReadOnlyCollection<DateTimeOffset> successes, IReadOnlyCollection<DateTimeOffset> failures)
    {
        if (successes.Count == 0)
        {
            return failures.Count == 0 ? this : new(Length + failures.Count, failures.Max());
        }

        var lastSuccess = successes.Max();
        var later = failures.Where(at => at > lastSuccess).ToList();
        return later.Count == 0 ? default : new(later.Count, later.Max());
    }
}
