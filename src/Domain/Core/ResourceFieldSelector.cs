using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

[AtomicValue]
public sealed record ResourceFieldSelector
{
    public string? ContainerName { get; init; }

    [Required]
    public string? Resource { get; init; }

    public Quantity? Divisor { get; init; }
}
