using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>Containers that run together on one node and share its network and volumes.</summary>
public sealed record Pod : KubeObject
{
    /// <summary>What to run, and how.</summary>
    public PodSpec? Spec { get; init; }

    /// <summary>What is known of the run. Written by the system, ignored in client writes other than to the status subresource.</summary>
    public PodStatus? Status { get; init; }
}
