using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Batch;

/// <summary>Creates Jobs again and again on a schedule.</summary>
public sealed record CronJob : KubeObject
{
    /// <summary>When to create Jobs, and what they look like.</summary>
    public CronJobSpec? Spec { get; init; }

    /// <summary>
    /// What the schedule has done so far. Written by the system, ignored in client writes other than to the status subresource.
    /// </summary>
    public CronJobStatus? Status { get; init; }
}
