using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>Deprecated: an Azure data disk.</summary>
public sealed record AzureDiskVolumeSource
{
    /// <summary>The disk's name.</summary>
    [Required]
    public string? DiskName { get; init; }

    /// <summary>The disk's URI.</summary>
    [Required]
    public string? DiskURI { get; init; }

    /// <summary>None, ReadOnly or ReadWrite. Defaults to ReadWrite.</summary>
    public string? CachingMode { get; init; }

    /// <summary>The file system. Defaults to ext4.</summary>
    [DefaultValue("ext4")]
    public string? FsType { get; init; }

    /// <summary>Whether all mounts are read-only. Defaults to false.</summary>
    public bool? ReadOnly { get; init; }

    /// <summary>Shared, Dedicated or Managed. Defaults to Shared.</summary>
    public string? Kind { get; init; }
}
