using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record VolumeDevice
{
    [Required]
    public string? Name { get; init; }

    [Required]
    public string? DevicePath { get; init; }
}
