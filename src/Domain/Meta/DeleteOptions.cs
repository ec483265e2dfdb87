namespace JobFlows.Domain.Meta;

/// <summary>How an object is to be deleted.</summary>
public sealed record DeleteOptions
{
    /// <summary>Optional in a request body.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>Optional in a request body.</summary>
    public string? Kind { get; init; }

    /// <summary>Seconds the object may take to end by itself; 0 deletes at once.</summary>
    public long? GracePeriodSeconds { get; init; }

    /// <summary>What must hold for the delete to go ahead.</summary>
    public Preconditions? Preconditions { get; init; }

    /// <summary>Deprecated form of <c>propagationPolicy: Orphan</c>.</summary>
    public bool? OrphanDependents { get; init; }

    /// <summary><c>Orphan</c>, <c>Background</c> or <c>Foreground</c>.</summary>
    public string? PropagationPolicy { get; init; }

    /// <summary><c>All</c> to only try the request.</summary>
    [AtomicValue]
    public IReadOnlyList<string>? DryRun { get; init; }

    /// <summary>Deletes an object even if it can't be read; not offered here.</summary>
    public bool? IgnoreStoreReadErrorWithClusterBreakingPotential { get; init; }
}
