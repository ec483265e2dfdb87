using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record PodResourceClaim
{
    [Required]
    public string? Name { get; init; }

    public string? ResourceClaimName { get; init; }

    public string? ResourceClaimTemplateName { get; init; }
}
