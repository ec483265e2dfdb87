using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Coordination;

public sealed record Lease : KubeObject
{
    public LeaseSpec? Spec { get; init; }
}
