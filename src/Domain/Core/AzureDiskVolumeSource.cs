using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record AzureDiskVolumeSource
{
    [Required]
    public string? DiskName { get; init; }

    [Required]
    public string? DiskURI { get; init; }

    public string? CachingMode { get; init; }

    [DefaultValue("ext4")]
    public string? FsType { get; init; }

    public bool? ReadOnly { get; init; }

    public string? Kind { get; init; }
}
