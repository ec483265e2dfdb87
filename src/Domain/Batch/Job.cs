using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Batch;

/// <summary>
/// A finite piece of work: it starts pods, retries those that fail, and finishes when enough of them have succeeded or too many have
/// failed.
/// </summary>
public sealed record Job : KubeObject
{
    /// <summary>The work wanted: what to run, how often, how many at a time, and when to give up.</summary>
    public JobSpec? Spec { get; init; }

    /// <summary>How far the work has come. Written by the system, ignored in client writes other than to the status subresource.</summary>
    public JobStatus? Status { get; init; }
}
