using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record NodeAddress
{
    [Required]
    public string? Type { get; init; }

    [Required]
    public string? Address { get; init; }
}
