using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>Deprecated: a Google Compute Engine disk.</summary>
public sealed record GCEPersistentDiskVolumeSource
{
    /// <summary>The disk's name.</summary>
    [Required]
    public string? PdName { get; init; }

    /// <summary>The file system. Defaults to ext4.</summary>
    public string? FsType { get; init; }

    /// <summary>The partition; 0 or absent means the whole disk.</summary>
    public int? Partition { get; init; }

    /// <summary>Whether all mounts are read-only. Defaults to false.</summary>
    public bool? ReadOnly { get; init; }
}
