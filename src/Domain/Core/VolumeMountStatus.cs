using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record VolumeMountStatus
{
    [Required]
    public string? Name { get; init; }

    [Required]
    public string? MountPath { get; init; }

    public bool? ReadOnly { get; init; }

    public string? RecursiveReadOnly { get; init; }

    public VolumeStatus? VolumeStatus { get; init; }
}
