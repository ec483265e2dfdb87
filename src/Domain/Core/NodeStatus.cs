using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>What is known of a node.</summary>
public sealed record NodeStatus
{
    /// <summary>The resources of the node.</summary>
    public IReadOnlyDictionary<string, Quantity>? Capacity { get; init; }

    /// <summary>The part of the capacity that pods may use. Defaults to all of it.</summary>
    public IReadOnlyDictionary<string, Quantity>? Allocatable { get; init; }

    /// <summary>Deprecated and never set.</summary>
    public string? Phase { get; init; }

    /// <summary>Statements about the node, such as Ready.</summary>
    [PatchMerge("type")]
    [ListMap("type")]
    public IReadOnlyList<NodeCondition>? Conditions { get; init; }

    /// <summary>The addresses of the node. They may change.</summary>
    [PatchMerge("type")]
    [ListMap("type")]
    public IReadOnlyList<NodeAddress>? Addresses { get; init; }

    /// <summary>Ports of the node's own services.</summary>
    public NodeDaemonEndpoints? DaemonEndpoints { get; init; }

    /// <summary>The node's identity and the versions of its software.</summary>
    public NodeSystemInfo? NodeInfo { get; init; }

    /// <summary>Container images that are present.</summary>
    public IReadOnlyList<ContainerImage>? Images { get; init; }

    /// <summary>Attachable volumes that are mounted.</summary>
    public IReadOnlyList<string>? VolumesInUse { get; init; }

    /// <summary>Volumes that are attached.</summary>
    public IReadOnlyList<AttachedVolume>? VolumesAttached { get; init; }

    /// <summary>Deprecated: the state of the configuration from the API.</summary>
    public NodeConfigStatus? Config { get; init; }

    /// <summary>The container runtimes available.</summary>
    public IReadOnlyList<NodeRuntimeHandler>? RuntimeHandlers { get; init; }

    /// <summary>What the container runtime can do.</summary>
    public NodeFeatures? Features { get; init; }

    /// <summary>Kubernetes features that the node says it has.</summary>
    public IReadOnlyList<string>? DeclaredFeatures { get; init; }
}
