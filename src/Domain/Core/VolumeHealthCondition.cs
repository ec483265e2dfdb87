using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record VolumeHealthCondition
{
    [Required]
    public string? Status { get; init; }

    [Required]
    public string? Reason { get; init; }

    public string? Message { get; init; }
}
