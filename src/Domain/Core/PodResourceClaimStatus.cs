using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>The claim that was made for an entry of a pod's resourceClaims.</summary>
public sealed record PodResourceClaimStatus
{
    /// <summary>The entry's name.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>The name of the ResourceClaim that was made. Absent if none was needed.</summary>
    public string? ResourceClaimName { get; init; }
}
