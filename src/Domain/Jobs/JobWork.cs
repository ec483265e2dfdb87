using JobFlows.Domain.Batch;

namespace JobFlows.Domain.Jobs;

/// <summary>What is to be done for a Job now, in the order of the properties. Doing it again does no harm.</summary>
public sealed record JobWork
{
    /// <summary>Nothing.</summary>
    public static readonly JobWork None = new();

    /// <summary>Pods to make and start.</summary>
    public IReadOnlyList<PodSeed> Start { get; init; } = [];

    /// <summary>Pods to delete, gracefully.</summary>
    public IReadOnlyList<PodHandle> Stop { get; init; } = [];

    /// <summary>Pods that have been counted (or let go): their tracking finalizer comes off. Follows the status write, so that a crash between
    /// the two can't lose a count.</summary>
    public IReadOnlyList<PodHandle> Release { get; init; } = [];

    /// <summary>The status to write, or null when it has not changed.</summary>
    public JobStatus? Status { get; init; }

    /// <summary>Events to record on the Job.</summary>
    public IReadOnlyList<JobNotice> Notices { get; init; } = [];

    /// <summary>Whether the Job itself is to be deleted, in the foreground (its TTL has run out).</summary>
    public bool DeleteJob { get; init; }

    /// <summary>Whether there is nothing to do.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsEmpty => Start.Count == 0 && Stop.Count == 0 && Release.Count == 0 && Status is null && Notices.Count == 0 && !DeleteJob;
}
