namespace JobFlows.Domain.Core;

/// <summary>What a node's container runtime can do.</summary>
public sealed record NodeFeatures
{
    /// <summary>Whether it supports supplementalGroupsPolicy.</summary>
    public bool? SupplementalGroupsPolicy { get; init; }
}
