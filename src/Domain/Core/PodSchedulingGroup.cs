namespace JobFlows.Domain.Core;

/// <summary>The group of pods that are scheduled together.</summary>
public sealed record PodSchedulingGroup
{
    /// <summary>The name of the PodGroup, in the pod's namespace.</summary>
    public string? PodGroupName { get; init; }
}
