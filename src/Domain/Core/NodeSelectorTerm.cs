using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>Requirements that a node has to meet all together. Without any, no node matches.</summary>
[AtomicValue]
public sealed record NodeSelectorTerm
{
    /// <summary>Requirements on the node's labels.</summary>
    public IReadOnlyList<NodeSelectorRequirement>? MatchExpressions { get; init; }

    /// <summary>Requirements on the node's fields; only metadata.name is known.</summary>
    public IReadOnlyList<NodeSelectorRequirement>? MatchFields { get; init; }
}
