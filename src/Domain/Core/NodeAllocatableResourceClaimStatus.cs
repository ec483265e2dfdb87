using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record NodeAllocatableResourceClaimStatus
{
    [Required]
    public string? ResourceClaimName { get; init; }

    [ListSet]
    public IReadOnlyList<string>? Containers { get; init; }

    [PatchMerge("name")]
    [ListMap("name")]
    public IReadOnlyList<NodeAllocatableMappedResources>? Mapping { get; init; }

    [PatchMerge("name")]
    [ListMap("name")]
    public IReadOnlyList<NodeAllocatableOverheadResources>? Overhead { get; init; }
}
