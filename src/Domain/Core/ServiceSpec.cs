using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>How a service is reached.</summary>
public sealed record ServiceSpec
{
    /// <summary>Its ports.</summary>
    [PatchMerge("port")]
    [ListMap("port", "protocol")]
    public IReadOnlyList<ServicePort>? Ports { get; init; }

    /// <summary>Its address; None for a service without one.</summary>
    public string? ClusterIP { get; init; }

    /// <summary>All of its addresses; the first is clusterIP.</summary>
    public IReadOnlyList<string>? ClusterIPs { get; init; }

    /// <summary>How it is offered: ClusterIP, inside only.</summary>
    public string? Type { get; init; }

    /// <summary>Whether a client always gets to the same pod: None or ClientIP.</summary>
    public string? SessionAffinity { get; init; }
}
