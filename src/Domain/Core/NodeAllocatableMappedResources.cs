using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record NodeAllocatableMappedResources
{
    [Required]
    public string? Name { get; init; }

    [Required]
    public Quantity? Quantity { get; init; }
}
