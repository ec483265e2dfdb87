using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

[AtomicValue]
public sealed record EvictionResponder
{
    [Required]
    public string? Name { get; init; }

    [Required]
    public int? Priority { get; init; }
}
