using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record PodResourceClaimStatus
{
    [Required]
    public string? Name { get; init; }

    public string? ResourceClaimName { get; init; }
}
