using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record PodStatus
{
    public long? ObservedGeneration { get; init; }

    public string? Phase { get; init; }

    [PatchMerge("type")]
    [ListMap("type")]
    public IReadOnlyList<PodCondition>? Conditions { get; init; }

    public string? Message { get; init; }

    public string? Reason { get; init; }

    public string? NominatedNodeName { get; init; }

    public string? HostIP { get; init; }

    [PatchMerge("ip")]
    public IReadOnlyList<HostIP>? HostIPs { get; init; }

    public string? PodIP { get; init; }

    [PatchMerge("ip")]
    [ListMap("ip")]
    public IReadOnlyList<PodIP>? PodIPs { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public IReadOnlyList<ContainerStatus>? InitContainerStatuses { get; init; }

    public IReadOnlyList<ContainerStatus>? ContainerStatuses { get; init; }

    public string? QosClass { get; init; }

    public IReadOnlyList<ContainerStatus>? EphemeralContainerStatuses { get; init; }

    public string? Resize { get; init; }

    [PatchMerge("name", RetainKeys = true)]
    [ListMap("name")]
    public IReadOnlyList<PodResourceClaimStatus>? ResourceClaimStatuses { get; init; }

    public PodExtendedResourceClaimStatus? ExtendedResourceClaimStatus { get; init; }

    public IReadOnlyDictionary<string, Quantity>? AllocatedResources { get; init; }

    public ResourceRequirements? Resources { get; init; }

    [PatchMerge("resourceClaimName")]
    [ListMap("resourceClaimName")]
    public IReadOnlyList<NodeAllocatableResourceClaimStatus>? NodeAllocatableResourceClaimStatuses { get; init; }

    [ListMap("name")]
    public IReadOnlyList<PodVolumeHealth>? VolumeHealth { get; init; }
}
