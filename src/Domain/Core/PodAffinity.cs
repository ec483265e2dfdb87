namespace JobFlows.Domain.Core;

/// <summary>The pods another pod wants to be near.</summary>
public sealed record PodAffinity
{
    /// <summary>Pods that must be near. Checked when the pod is scheduled, not afterwards.</summary>
    public IReadOnlyList<PodAffinityTerm>? RequiredDuringSchedulingIgnoredDuringExecution { get; init; }

    /// <summary>Pods that should be near, weighted.</summary>
    public IReadOnlyList<WeightedPodAffinityTerm>? PreferredDuringSchedulingIgnoredDuringExecution { get; init; }
}
