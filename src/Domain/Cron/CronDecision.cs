using JobFlows.Domain.Batch;

namespace JobFlows.Domain.Cron;

/// <summary>What is to be done for a CronJob now: delete, then start, then write the status.</summary>
public sealed record CronDecision
{
    /// <summary>The status before anything is started (<see cref="CronDecider.Started"/>).</summary>
    public required CronJobStatus Status { get; init; }

    /// <summary>Jobs to delete: past the history limits, or replaced.</summary>
    public IReadOnlyList<Job> Delete { get; init; } = [];

    /// <summary>The time to start a Job for, or null.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>Events to record on the CronJob.</summary>
    public IReadOnlyList<CronNotice> Notices { get; init; } = [];
}
