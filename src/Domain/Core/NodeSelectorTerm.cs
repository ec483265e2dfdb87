using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

[AtomicValue]
public sealed record NodeSelectorTerm
{
    public IReadOnlyList<NodeSelectorRequirement>? MatchExpressions { get; init; }

    public IReadOnlyList<NodeSelectorRequirement>? MatchFields { get; init; }
}
