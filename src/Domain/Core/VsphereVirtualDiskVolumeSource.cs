using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>Deprecated: a vSphere disk.</summary>
public sealed record VsphereVirtualDiskVolumeSource
{
    /// <summary>The path of the disk.</summary>
    [Required]
    public string? VolumePath { get; init; }

    /// <summary>The file system. Defaults to ext4.</summary>
    public string? FsType { get; init; }

    /// <summary>The storage policy's name.</summary>
    public string? StoragePolicyName { get; init; }

    /// <summary>The storage policy's ID.</summary>
    public string? StoragePolicyID { get; init; }
}
