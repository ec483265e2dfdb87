using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>What a node must be like.</summary>
[AtomicValue]
public sealed record NodeSelector
{
    /// <summary>Alternatives: a node has to match at least one. Required.</summary>
    [Required]
    public IReadOnlyList<NodeSelectorTerm>? NodeSelectorTerms { get; init; }
}
