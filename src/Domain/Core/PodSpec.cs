using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>The containers of a pod, their volumes, and where and how they run.</summary>
public sealed record PodSpec
{
    /// <summary>The volumes that containers can mount.</summary>
    [PatchMerge("name", RetainKeys = true)]
    [ListMap("name")]
    public IReadOnlyList<Volume>? Volumes { get; init; }

    /// <summary>
    /// Containers that run before the others, one after the other, each to success; when one fails, restartPolicy decides. Those with
    /// restartPolicy Always are sidecars. They have no lifecycle hooks and no probes, except sidecars.
    /// </summary>
    [PatchMerge("name")]
    [ListMap("name")]
    public IReadOnlyList<Container>? InitContainers { get; init; }

    /// <summary>The containers that do the work, side by side. At least one is required.</summary>
    [Required]
    [PatchMerge("name")]
    [ListMap("name")]
    public IReadOnlyList<Container>? Containers { get; init; }

    /// <summary>Containers added to the running pod for debugging, through the ephemeralcontainers subresource only.</summary>
    [PatchMerge("name")]
    [ListMap("name")]
    public IReadOnlyList<EphemeralContainer>? EphemeralContainers { get; init; }

    /// <summary>
    /// Whether containers that end are started again: Always (the default), OnFailure or Never. In Jobs only OnFailure and Never are
    /// allowed.
    /// </summary>
    public string? RestartPolicy { get; init; }

    /// <summary>
    /// How many seconds the containers have between being asked to stop and being killed. 0 kills at once. Defaults to 30.
    /// </summary>
    public long? TerminationGracePeriodSeconds { get; init; }

    /// <summary>
    /// How many seconds after status.startTime the pod may be active before its containers are killed and it fails. At least 1. No limit
    /// by default.
    /// </summary>
    public long? ActiveDeadlineSeconds { get; init; }

    /// <summary>
    /// How names are resolved: ClusterFirst (the default), ClusterFirstWithHostNet, Default (like the node) or None (by dnsConfig alone).
    /// </summary>
    public string? DnsPolicy { get; init; }

    /// <summary>Labels a node must have to run the pod.</summary>
    [AtomicValue]
    public IReadOnlyDictionary<string, string>? NodeSelector { get; init; }

    /// <summary>The ServiceAccount the pod acts as. Defaults to default.</summary>
    public string? ServiceAccountName { get; init; }

    /// <summary>Deprecated name of serviceAccountName; kept equal to it.</summary>
    public string? ServiceAccount { get; init; }

    /// <summary>Whether the ServiceAccount's token is mounted into the containers. By default the ServiceAccount decides.</summary>
    public bool? AutomountServiceAccountToken { get; init; }

    /// <summary>The node the pod runs on, as a rule set by the scheduler.</summary>
    public string? NodeName { get; init; }

    /// <summary>Whether the pod uses the node's network instead of its own. Defaults to false.</summary>
    public bool? HostNetwork { get; init; }

    /// <summary>Whether the pod sees the node's processes. Defaults to false.</summary>
    public bool? HostPID { get; init; }

    /// <summary>Whether the pod shares the node's inter-process communication. Defaults to false.</summary>
    public bool? HostIPC { get; init; }

    /// <summary>Whether the pod's containers see each other's processes. Not together with hostPID. Defaults to false.</summary>
    public bool? ShareProcessNamespace { get; init; }

    /// <summary>The user, groups and confinement for all containers; those can override much of it.</summary>
    public PodSecurityContext? SecurityContext { get; init; }

    /// <summary>Secrets with the credentials for fetching images, in the pod's namespace.</summary>
    [PatchMerge("name")]
    [ListMap("name")]
    public IReadOnlyList<LocalObjectReference>? ImagePullSecrets { get; init; }

    /// <summary>The host name the containers see: a DNS label. Defaults to the pod's name.</summary>
    public string? Hostname { get; init; }

    /// <summary>
    /// The DNS subdomain of the pod, which makes its full name HOSTNAME.SUBDOMAIN.NAMESPACE.svc.CLUSTER-DOMAIN. By default the pod has
    /// none.
    /// </summary>
    public string? Subdomain { get; init; }

    /// <summary>Which nodes, and which pods beside it, the pod wants or avoids.</summary>
    public Affinity? Affinity { get; init; }

    /// <summary>The scheduler that places the pod. Defaults to default-scheduler.</summary>
    public string? SchedulerName { get; init; }

    /// <summary>The node taints the pod puts up with.</summary>
    public IReadOnlyList<Toleration>? Tolerations { get; init; }

    /// <summary>Lines to add to the containers' /etc/hosts.</summary>
    [PatchMerge("ip")]
    [ListMap("ip")]
    public IReadOnlyList<HostAlias>? HostAliases { get; init; }

    /// <summary>
    /// The priority class of the pod, such as system-cluster-critical. By default the cluster's default class, or priority 0.
    /// </summary>
    public string? PriorityClassName { get; init; }

    /// <summary>The priority, filled in from the class: a higher number goes first.</summary>
    public int? Priority { get; init; }

    /// <summary>Name servers, search domains and resolver options to add to what dnsPolicy gives.</summary>
    public PodDNSConfig? DnsConfig { get; init; }

    /// <summary>Conditions, besides the containers being ready, that have to be True for the pod to be ready.</summary>
    public IReadOnlyList<PodReadinessGate>? ReadinessGates { get; init; }

    /// <summary>The RuntimeClass that runs the pod. By default the node's usual container runtime.</summary>
    public string? RuntimeClassName { get; init; }

    /// <summary>Whether containers get environment variables with the addresses of Services. Defaults to true.</summary>
    public bool? EnableServiceLinks { get; init; }

    /// <summary>Whether the pod may push out others of lower priority: PreemptLowerPriority (the default) or Never.</summary>
    public string? PreemptionPolicy { get; init; }

    /// <summary>Resources the pod takes beyond those of its containers, filled in from its RuntimeClass.</summary>
    public IReadOnlyDictionary<string, Quantity>? Overhead { get; init; }

    /// <summary>How pods like this one are spread over nodes and zones. All of them have to hold.</summary>
    [PatchMerge("topologyKey")]
    [ListMap("topologyKey", "whenUnsatisfiable")]
    public IReadOnlyList<TopologySpreadConstraint>? TopologySpreadConstraints { get; init; }

    /// <summary>Whether the host name is the full DNS name instead of its first label. Defaults to false.</summary>
    public bool? SetHostnameAsFQDN { get; init; }

    /// <summary>The operating system the containers are made for. Some properties are only allowed for one or the other.</summary>
    public PodOS? Os { get; init; }

    /// <summary>Whether user numbers are the node's. When false, root in the pod is nobody special on the node. Defaults to true.</summary>
    public bool? HostUsers { get; init; }

    /// <summary>
    /// What has to be cleared before the pod is scheduled. Entries can be given at creation only, and only be removed later.
    /// </summary>
    [PatchMerge("name")]
    [ListMap("name")]
    public IReadOnlyList<PodSchedulingGate>? SchedulingGates { get; init; }

    /// <summary>Claims on devices and the like that have to be allocated before the pod starts. Can't be changed.</summary>
    [PatchMerge("name", RetainKeys = true)]
    [ListMap("name")]
    public IReadOnlyList<PodResourceClaim>? ResourceClaims { get; init; }

    /// <summary>CPU, memory and huge pages that all containers share, as a sum over the pod.</summary>
    public ResourceRequirements? Resources { get; init; }

    /// <summary>
    /// The host name the containers see, whatever hostname and subdomain say: a DNS subdomain of at most 64 characters. DNS records don't
    /// follow it. Not with hostNetwork or setHostnameAsFQDN.
    /// </summary>
    public string? HostnameOverride { get; init; }

    /// <summary>The group of pods this one is scheduled with. Can't be changed.</summary>
    public PodSchedulingGroup? SchedulingGroup { get; init; }

    /// <summary>
    /// Who takes part in an orderly eviction of the pod, at most 10. Can't be changed, and not together with schedulingGroup.
    /// </summary>
    [PatchMerge("name")]
    [ListMap("name")]
    public IReadOnlyList<EvictionResponder>? EvictionResponders { get; init; }
}
