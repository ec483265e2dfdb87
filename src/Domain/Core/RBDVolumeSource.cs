using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>Deprecated: a Ceph block device.</summary>
public sealed record RBDVolumeSource
{
    /// <summary>The monitors' addresses.</summary>
    [Required]
    public IReadOnlyList<string>? Monitors { get; init; }

    /// <summary>The image's name.</summary>
    [Required]
    public string? Image { get; init; }

    /// <summary>The file system. Defaults to ext4.</summary>
    public string? FsType { get; init; }

    /// <summary>The pool. Defaults to rbd.</summary>
    [DefaultValue("rbd")]
    public string? Pool { get; init; }

    /// <summary>The user. Defaults to admin.</summary>
    [DefaultValue("admin")]
    public string? User { get; init; }

    /// <summary>The keyring file. Defaults to /etc/ceph/keyring.</summary>
    [DefaultValue("/etc/ceph/keyring")]
    public string? Keyring { get; init; }

    /// <summary>A Secret with the user's key; wins over keyring.</summary>
    public LocalObjectReference? SecretRef { get; init; }

    /// <summary>Whether all mounts are read-only. Defaults to false.</summary>
    public bool? ReadOnly { get; init; }
}
