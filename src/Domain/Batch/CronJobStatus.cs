using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Batch;

/// <summary>What a CronJob has started and when.</summary>
public sealed record CronJobStatus
{
    /// <summary>References to the Jobs of this CronJob that haven't finished.</summary>
    public IReadOnlyList<ObjectReference>? Active { get; init; }

    /// <summary>The latest time for which a Job was created.</summary>
    public DateTimeOffset? LastScheduleTime { get; init; }

    /// <summary>When a Job of this CronJob last completed.</summary>
    public DateTimeOffset? LastSuccessfulTime { get; init; }
}
