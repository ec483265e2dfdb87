using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record NodeAllocatableOverheadResources
{
    [Required]
    public string? Name { get; init; }

    public Quantity? PerPod { get; init; }

    public Quantity? PerContainer { get; init; }
}
