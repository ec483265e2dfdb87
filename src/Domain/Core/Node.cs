using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>A machine that runs pods.</summary>
public sealed record Node : KubeObject
{
    /// <summary>How the node is to be used.</summary>
    public NodeSpec? Spec { get; init; }

    /// <summary>What is known of the node.</summary>
    public NodeStatus? Status { get; init; }
}
