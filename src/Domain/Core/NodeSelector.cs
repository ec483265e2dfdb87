using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

[AtomicValue]
public sealed record NodeSelector
{
    [Required]
    public IReadOnlyList<NodeSelectorTerm>? NodeSelectorTerms { get; init; }
}
