using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>When pods on a node may be pushed out.</summary>
public sealed record NodePodPreemptionPolicy
{
    /// <summary>Who asked that no pod is pushed out for the sake of another's growth. Empty if nobody did.</summary>
    [ListSet]
    public IReadOnlyList<string>? DisableResizePreemption { get; init; }
}
