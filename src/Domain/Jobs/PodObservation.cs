using System.Text.Json.Serialization;
using JobFlows.Domain.Core;

namespace JobFlows.Domain.Jobs;

/// <summary>What is to be seen of one pod, whole: the newest observation replaces older ones.</summary>
public sealed record PodObservation
{
    /// <summary>The pod's name.</summary>
    public required string Name { get; init; }

    /// <summary>The pod's UID.</summary>
    public required string Uid { get; init; }

    /// <summary>Pending, Running, Succeeded or Failed.</summary>
    public required string Phase { get; init; }

    /// <summary>Whether its Ready condition is True.</summary>
    public bool Ready { get; init; }

    /// <summary>Whether it has a deletion timestamp.</summary>
    public bool Terminating { get; init; }

    /// <summary>Whether its object is gone from the store.</summary>
    public bool Gone { get; init; }

    /// <summary>Whether it has stopped belonging to the Job: it won't count, however it ends.</summary>
    public bool Disowned { get; init; }

    /// <summary>Whether it lacks the tracking finalizer: ended like that it doesn't count.</summary>
    public bool Untracked { get; init; }

    /// <summary>In-place restarts of its containers and init containers, added up.</summary>
    public int Restarts { get; init; }

    /// <summary>When it ended, for a finished or terminating pod: the latest container end, else the Ready condition's change, else the
    /// deletion time less the grace period, else its creation (upstream <c>getFinishTimeFromPodStatus</c> and kin).</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>For a failed pod the container and init container statuses (only <c>name</c> and <c>state.terminated</c>), which
    /// podFailurePolicy looks at.</summary>
    public IReadOnlyList<ContainerStatus>? Ended { get; init; }

    /// <summary>For a failed pod its conditions (type and status), which podFailurePolicy looks at.</summary>
    public IReadOnlyList<PodCondition>? Conditions { get; init; }

    /// <summary>Whether the pod has come to an end: it succeeded, failed, or is gone.</summary>
    [JsonIgnore]
    public bool HasEnded => Gone || Phase is "Succeeded" or "Failed";
}
