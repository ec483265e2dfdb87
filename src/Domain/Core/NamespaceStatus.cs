using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>What state a namespace is in.</summary>
public sealed record NamespaceStatus
{
    /// <summary>Active, or Terminating once it is being deleted.</summary>
    public string? Phase { get; init; }

    /// <summary>Statements about the namespace, mostly about what holds up its deletion.</summary>
    [PatchMerge("type")]
    [ListMap("type")]
    public IReadOnlyList<NamespaceCondition>? Conditions { get; init; }
}
