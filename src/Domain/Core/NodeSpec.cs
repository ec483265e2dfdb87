using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record NodeSpec
{
    public string? PodCIDR { get; init; }

    [PatchMerge]
    [ListSet]
    public IReadOnlyList<string>? PodCIDRs { get; init; }

    public string? ProviderID { get; init; }

    public bool? Unschedulable { get; init; }

    public IReadOnlyList<Taint>? Taints { get; init; }

    public NodeConfigSource? ConfigSource { get; init; }

    public string? ExternalID { get; init; }

    public NodePodPreemptionPolicy? PodPreemptionPolicy { get; init; }
}
