using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record PortworxVolumeSource
{
    [Required]
    public string? VolumeID { get; init; }

    public string? FsType { get; init; }

    public bool? ReadOnly { get; init; }
}
