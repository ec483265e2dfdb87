using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record AttachedVolume
{
    [Required]
    public string? Name { get; init; }

    [Required]
    public string? DevicePath { get; init; }
}
