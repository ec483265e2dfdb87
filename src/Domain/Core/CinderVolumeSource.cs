using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>Deprecated: an OpenStack Cinder disk.</summary>
public sealed record CinderVolumeSource
{
    /// <summary>The disk's ID.</summary>
    [Required]
    public string? VolumeID { get; init; }

    /// <summary>The file system. Defaults to ext4.</summary>
    public string? FsType { get; init; }

    /// <summary>Whether all mounts are read-only. Defaults to false.</summary>
    public bool? ReadOnly { get; init; }

    /// <summary>A Secret with the credentials for OpenStack.</summary>
    public LocalObjectReference? SecretRef { get; init; }
}
