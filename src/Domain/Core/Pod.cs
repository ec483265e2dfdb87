using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record Pod : KubeObject
{
    public PodSpec? Spec { get; init; }

    public PodStatus? Status { get; init; }
}
