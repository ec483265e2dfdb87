using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>Deprecated: an Amazon EBS disk.</summary>
public sealed record AWSElasticBlockStoreVolumeSource
{
    /// <summary>The disk's ID.</summary>
    [Required]
    public string? VolumeID { get; init; }

    /// <summary>The file system. Defaults to ext4.</summary>
    public string? FsType { get; init; }

    /// <summary>The partition; 0 or absent means the whole disk.</summary>
    public int? Partition { get; init; }

    /// <summary>Whether all mounts are read-only. Defaults to false.</summary>
    public bool? ReadOnly { get; init; }
}
