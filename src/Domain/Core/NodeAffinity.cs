namespace JobFlows.Domain.Core;

/// <summary>The nodes a pod wants.</summary>
public sealed record NodeAffinity
{
    /// <summary>What a node must be like. Checked when the pod is scheduled, not afterwards.</summary>
    public NodeSelector? RequiredDuringSchedulingIgnoredDuringExecution { get; init; }

    /// <summary>What a node should be like: the one with the greatest sum of weights wins.</summary>
    public IReadOnlyList<PreferredSchedulingTerm>? PreferredDuringSchedulingIgnoredDuringExecution { get; init; }
}
