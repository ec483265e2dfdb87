using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>How a node is to be used.</summary>
public sealed record NodeSpec
{
    /// <summary>The range of addresses for the node's pods.</summary>
    public string? PodCIDR { get; init; }

    /// <summary>The ranges of addresses for the node's pods, podCIDR first: at most one each of IPv4 and IPv6.</summary>
    [PatchMerge]
    [ListSet]
    public IReadOnlyList<string>? PodCIDRs { get; init; }

    /// <summary>The node's ID at its cloud provider, as provider://id.</summary>
    public string? ProviderID { get; init; }

    /// <summary>When true, no new pods are placed on the node. Defaults to false.</summary>
    public bool? Unschedulable { get; init; }

    /// <summary>What keeps pods away from the node.</summary>
    public IReadOnlyList<Taint>? Taints { get; init; }

    /// <summary>Deprecated: where the node used to take its configuration from.</summary>
    public NodeConfigSource? ConfigSource { get; init; }

    /// <summary>Deprecated and not used.</summary>
    public string? ExternalID { get; init; }

    /// <summary>When pods on the node may be pushed out.</summary>
    public NodePodPreemptionPolicy? PodPreemptionPolicy { get; init; }
}
