namespace JobFlows.Domain.Jobs;

/// <summary>What is known of an index that waits for another try.</summary>
/// <param name="Failures">Its failures that counted.</param>
/// <param name="Ignored">Its failures that were ignored.</param>
/// <param name="FailedAt">When the last one happened; null when nothing has to be waited for.</param>
public sealed record IndexRetry(int Failures, int Ignored, DateTimeOffset? FailedAt)
{
    /// <summary>When a new pod may be started; null for at once.</summary>
    public DateTimeOffset? DueAt() => FailedAt + Backoff.AfterPodFailures(Failures + Ignored);
}
