using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>Deprecated: a Ceph file system.</summary>
public sealed record CephFSVolumeSource
{
    /// <summary>The monitors' addresses.</summary>
    [Required]
    public IReadOnlyList<string>? Monitors { get; init; }

    /// <summary>The path in the file system. Defaults to /.</summary>
    public string? Path { get; init; }

    /// <summary>The user. Defaults to admin.</summary>
    public string? User { get; init; }

    /// <summary>The keyring file. Defaults to /etc/ceph/user.secret.</summary>
    public string? SecretFile { get; init; }

    /// <summary>A Secret with the user's key; wins over secretFile.</summary>
    public LocalObjectReference? SecretRef { get; init; }

    /// <summary>Whether all mounts are read-only. Defaults to false.</summary>
    public bool? ReadOnly { get; init; }
}
