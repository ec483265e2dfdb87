using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record NodePodPreemptionPolicy
{
    [ListSet]
    public IReadOnlyList<string>? DisableResizePreemption { get; init; }
}
