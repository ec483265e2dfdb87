using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record Node : KubeObject
{
    public NodeSpec? Spec { get; init; }

    public NodeStatus? Status { get; init; }
}
