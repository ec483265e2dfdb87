using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record ResourceClaim
{
    [Required]
    public string? Name { get; init; }

    public string? Request { get; init; }
}
