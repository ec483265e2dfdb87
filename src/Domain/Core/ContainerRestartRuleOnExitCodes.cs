using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record ContainerRestartRuleOnExitCodes
{
    public string? Operator { get; init; }

    [ListSet]
    public IReadOnlyList<int>? Values { get; init; }
}
