using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>A claim on devices and the like. Either resourceClaimName or resourceClaimTemplateName has to be set.</summary>
public sealed record PodResourceClaim
{
    /// <summary>The name by which containers refer to it: a DNS label.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>An existing ResourceClaim in the pod's namespace.</summary>
    public string? ResourceClaimName { get; init; }

    /// <summary>A ResourceClaimTemplate from which a claim is made for this pod, and deleted with it.</summary>
    public string? ResourceClaimTemplateName { get; init; }
}
