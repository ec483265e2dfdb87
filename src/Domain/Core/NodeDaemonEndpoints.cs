namespace JobFlows.Domain.Core;

/// <summary>Ports of a node's own services.</summary>
public sealed record NodeDaemonEndpoints
{
    /// <summary>Where the node's agent listens.</summary>
    public DaemonEndpoint? KubeletEndpoint { get; init; }
}
