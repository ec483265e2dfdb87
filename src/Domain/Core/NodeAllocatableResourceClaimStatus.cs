using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>CPU, memory and the like that a pod got through a resource claim.</summary>
public sealed record NodeAllocatableResourceClaimStatus
{
    /// <summary>The claim.</summary>
    [Required]
    public string? ResourceClaimName { get; init; }

    /// <summary>The containers that refer to the claim.</summary>
    [ListSet]
    public IReadOnlyList<string>? Containers { get; init; }

    /// <summary>What the claimed devices provide.</summary>
    [PatchMerge("name")]
    [ListMap("name")]
    public IReadOnlyList<NodeAllocatableMappedResources>? Mapping { get; init; }

    /// <summary>What the claimed devices cost on top.</summary>
    [PatchMerge("name")]
    [ListMap("name")]
    public IReadOnlyList<NodeAllocatableOverheadResources>? Overhead { get; init; }
}
