using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record VsphereVirtualDiskVolumeSource
{
    [Required]
    public string? VolumePath { get; init; }

    public string? FsType { get; init; }

    public string? StoragePolicyName { get; init; }

    public string? StoragePolicyID { get; init; }
}
