using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record ResourceHealth
{
    [Required]
    public string? ResourceID { get; init; }

    public string? Health { get; init; }

    public string? Message { get; init; }
}
