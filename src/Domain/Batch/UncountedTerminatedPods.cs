using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Batch;

/// <summary>The UIDs of pods that have ended and are yet to be counted in the Job's status.</summary>
public sealed record UncountedTerminatedPods
{
    /// <summary>UIDs of pods that succeeded.</summary>
    [ListSet]
    public IReadOnlyList<string>? Succeeded { get; init; }

    /// <summary>UIDs of pods that failed.</summary>
    [ListSet]
    public IReadOnlyList<string>? Failed { get; init; }
}
