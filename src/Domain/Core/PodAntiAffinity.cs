namespace JobFlows.Domain.Core;

/// <summary>The pods another pod wants to be away from.</summary>
public sealed record PodAntiAffinity
{
    /// <summary>Pods that must not be near. Checked when the pod is scheduled, not afterwards.</summary>
    public IReadOnlyList<PodAffinityTerm>? RequiredDuringSchedulingIgnoredDuringExecution { get; init; }

    /// <summary>Pods that should not be near, weighted.</summary>
    public IReadOnlyList<WeightedPodAffinityTerm>? PreferredDuringSchedulingIgnoredDuringExecution { get; init; }
}
