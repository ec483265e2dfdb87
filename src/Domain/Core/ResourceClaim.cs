using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>A resource claim of the pod that a container uses.</summary>
public sealed record ResourceClaim
{
    /// <summary>The name of an entry of the pod's resourceClaims.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>One request of that claim. By default everything in the claim is available.</summary>
    public string? Request { get; init; }
}
