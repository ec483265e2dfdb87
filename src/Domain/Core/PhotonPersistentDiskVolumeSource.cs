using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>Deprecated: a Photon Controller disk.</summary>
public sealed record PhotonPersistentDiskVolumeSource
{
    /// <summary>The disk's ID.</summary>
    [Required]
    public string? PdID { get; init; }

    /// <summary>The file system. Defaults to ext4.</summary>
    public string? FsType { get; init; }
}
