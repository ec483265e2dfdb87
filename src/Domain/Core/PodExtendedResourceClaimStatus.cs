using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>The claim that was made for a pod's extended resources.</summary>
public sealed record PodExtendedResourceClaimStatus
{
    /// <summary>Which request of the claim stands for which resource of which container.</summary>
    [Required]
    public IReadOnlyList<ContainerExtendedResourceRequest>? RequestMappings { get; init; }

    /// <summary>The name of the ResourceClaim that was made.</summary>
    [Required]
    public string? ResourceClaimName { get; init; }
}
