using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>What claimed devices cost of one resource. At least one of perPod and perContainer has to be set.</summary>
public sealed record NodeAllocatableOverheadResources
{
    /// <summary>The resource, such as cpu or memory.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>How much, once for the pod.</summary>
    public Quantity? PerPod { get; init; }

    /// <summary>How much for each container that refers to the claim.</summary>
    public Quantity? PerContainer { get; init; }
}
