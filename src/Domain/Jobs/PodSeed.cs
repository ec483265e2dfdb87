namespace JobFlows.Domain.Jobs;

/// <summary>A pod to be made. All of it follows from the Job's UID and the ordinal, so making it twice makes the same pod.</summary>
public sealed record PodSeed
{
    /// <summary>How many pods the Job had been given before this one.</summary>
    public required long Ordinal { get; init; }

    /// <summary>The pod's UID.</summary>
    public required string Uid { get; init; }

    /// <summary>The pod's name.</summary>
    public required string Name { get; init; }

    /// <summary>The completion index of an Indexed Job's pod.</summary>
    public int? Index { get; init; }

    /// <summary>The index's earlier failures, when backoffLimitPerIndex is set.</summary>
    public int? FailureCount { get; init; }

    /// <summary>The index's earlier ignored failures, when there are any.</summary>
    public int? IgnoredFailureCount { get; init; }
}
