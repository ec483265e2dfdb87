using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>What claimed devices provide of one resource.</summary>
public sealed record NodeAllocatableMappedResources
{
    /// <summary>The resource, such as cpu or memory.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>How much, shared by all containers that refer to the claim.</summary>
    [Required]
    public Quantity? Quantity { get; init; }
}
