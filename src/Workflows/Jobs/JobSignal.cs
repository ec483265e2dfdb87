using JobFlows.Domain.Jobs;

namespace JobFlows.Workflows.Jobs;

/// <summary>News for a Job's orchestration, or for one of its shards: their only external event.</summary>
public sealed record JobSignal
{
    /// <summary>The event's name.</summary>
    public const string Name = "signal";

    /// <summary>The Job as it is now, when it has changed.</summary>
    public JobSnapshot? Changed { get; init; }

    /// <summary>The Job's object is gone.</summary>
    public bool Gone { get; init; }

    /// <summary>Pods that have changed.</summary>
    public IReadOnlyList<PodObservation> Pods { get; init; } = [];

    /// <summary>Pods that belong to the Job from now on.</summary>
    public IReadOnlyList<AdoptedPod> Adopted { get; init; } = [];

    /// <summary>Pods that a shard could not make.</summary>
    public IReadOnlyList<PodHandle> NotStarted { get; init; } = [];

    /// <summary>Why.</summary>
    public string? NotStartedBecause { get; init; }

    /// <summary>For a shard: pods to start.</summary>
    public IReadOnlyList<PodSeed> Start { get; init; } = [];

    /// <summary>For a shard: no more pods will come.</summary>
    public bool Close { get; init; }

    /// <summary>What it means to the Job.</summary>
    public IEnumerable<JobEvent> ToEvents()
    {
        if (Changed is not null)
        {
            yield return new JobEvent.JobChanged(Changed);
        }

        if (NotStarted.Count > 0)
        {
            yield return new JobEvent.StartFailed(NotStarted, NotStartedBecause ?? "");
        }

        if (Adopted.Count > 0)
        {
            yield return new JobEvent.PodsAdopted(Adopted);
        }

        if (Pods.Count > 0)
        {
            yield return new JobEvent.PodsObserved(Pods);
        }

        if (Gone)
        {
            yield return new JobEvent.JobGone();
        }
    }
}
