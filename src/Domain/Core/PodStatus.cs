using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>What is known of a pod: its phase, its conditions, and each container's state.</summary>
public sealed record PodStatus
{
    /// <summary>The metadata.generation that this status is about.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>
    /// Where the pod is in its life: Pending (not all containers have started yet), Running, Succeeded (all containers ended well),
    /// Failed (all ended, at least one badly) or Unknown. Succeeded and Failed are final.
    /// </summary>
    public string? Phase { get; init; }

    /// <summary>Statements about the pod, such as Ready or DisruptionTarget.</summary>
    [PatchMerge("type")]
    [ListMap("type")]
    public IReadOnlyList<PodCondition>? Conditions { get; init; }

    /// <summary>Why the pod is in this state, in a sentence for people.</summary>
    public string? Message { get; init; }

    /// <summary>Why the pod is in this state, as one CamelCase word, such as Evicted or DeadlineExceeded.</summary>
    public string? Reason { get; init; }

    /// <summary>The node on which room is being made for the pod. It may end up elsewhere.</summary>
    public string? NominatedNodeName { get; init; }

    /// <summary>The address of the node the pod runs on.</summary>
    public string? HostIP { get; init; }

    /// <summary>All addresses of that node, hostIP first.</summary>
    [PatchMerge("ip")]
    public IReadOnlyList<HostIP>? HostIPs { get; init; }

    /// <summary>The pod's address.</summary>
    public string? PodIP { get; init; }

    /// <summary>All addresses of the pod, podIP first: at most one each of IPv4 and IPv6.</summary>
    [PatchMerge("ip")]
    [ListMap("ip")]
    public IReadOnlyList<PodIP>? PodIPs { get; init; }

    /// <summary>When the node took the pod on, before fetching any image.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>The states of the init containers.</summary>
    public IReadOnlyList<ContainerStatus>? InitContainerStatuses { get; init; }

    /// <summary>The states of the main containers.</summary>
    public IReadOnlyList<ContainerStatus>? ContainerStatuses { get; init; }

    /// <summary>
    /// How well the pod is protected when a node runs short: Guaranteed, Burstable or BestEffort. It follows from requests and limits.
    /// </summary>
    public string? QosClass { get; init; }

    /// <summary>The states of the containers added for debugging.</summary>
    public IReadOnlyList<ContainerStatus>? EphemeralContainerStatuses { get; init; }

    /// <summary>
    /// Deprecated: the state of a change of resources. The conditions PodResizePending and PodResizeInProgress replace it.
    /// </summary>
    public string? Resize { get; init; }

    /// <summary>The resource claims generated for the pod.</summary>
    [PatchMerge("name", RetainKeys = true)]
    [ListMap("name")]
    public IReadOnlyList<PodResourceClaimStatus>? ResourceClaimStatuses { get; init; }

    /// <summary>The resource claim generated for the pod's extended resources.</summary>
    public PodExtendedResourceClaimStatus? ExtendedResourceClaimStatus { get; init; }

    /// <summary>The resources the node has set aside for the pod as a whole.</summary>
    public IReadOnlyDictionary<string, Quantity>? AllocatedResources { get; init; }

    /// <summary>The requests and limits in force for the pod as a whole.</summary>
    public ResourceRequirements? Resources { get; init; }

    /// <summary>CPU, memory and the like that the pod got through resource claims.</summary>
    [PatchMerge("resourceClaimName")]
    [ListMap("resourceClaimName")]
    public IReadOnlyList<NodeAllocatableResourceClaimStatus>? NodeAllocatableResourceClaimStatuses { get; init; }

    /// <summary>What the node reports about the health of the pod's volumes.</summary>
    [ListMap("name")]
    public IReadOnlyList<PodVolumeHealth>? VolumeHealth { get; init; }
}
