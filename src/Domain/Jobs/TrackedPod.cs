using System.Text.Json.Serialization;

namespace JobFlows.Domain.Jobs;

/// <summary>A pod of the Job that hasn't ended, as far as is known.</summary>
public sealed record TrackedPod
{
    /// <summary>The pod's UID.</summary>
    public required string Uid { get; init; }

    /// <summary>The pod's name.</summary>
    public required string Name { get; init; }

    /// <summary>How many pods the Job had been given before this one.</summary>
    public required long Ordinal { get; init; }

    /// <summary>The pod's completion index, if the Job is Indexed.</summary>
    public int? Index { get; init; }

    /// <summary>Whether it runs; it is pending otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Running { get; init; }

    /// <summary>Whether it is ready.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Ready { get; init; }

    /// <summary>Whether it is on its way out: it has a deletion timestamp, or was told to stop.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Ending { get; init; }

    /// <summary>Whether it has been counted or let go. How it ends then no longer matters.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Released { get; init; }

    /// <summary>Whether it is released only for want of its tracking finalizer, which a client has taken off and may put on again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Untracked { get; init; }

    /// <summary>Whether its index has been given back, for another pod to take.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IndexGivenUp { get; init; }

    /// <summary>In-place restarts of its containers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Restarts { get; init; }

    /// <summary>Earlier counted failures of its index, with backoffLimitPerIndex.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int FailureCount { get; init; }

    /// <summary>Earlier ignored failures of its index, with backoffLimitPerIndex.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int IgnoredFailureCount { get; init; }

    /// <summary>Names the pod.</summary>
    [JsonIgnore]
    public PodHandle Handle => new(Name, Uid);
}
