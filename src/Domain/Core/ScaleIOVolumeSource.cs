using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>Deprecated: a ScaleIO volume.</summary>
public sealed record ScaleIOVolumeSource
{
    /// <summary>The gateway's address.</summary>
    [Required]
    public string? Gateway { get; init; }

    /// <summary>The storage system's name.</summary>
    [Required]
    public string? System { get; init; }

    /// <summary>A Secret with the credentials. Required.</summary>
    [Required]
    public LocalObjectReference? SecretRef { get; init; }

    /// <summary>Whether to speak TLS with the gateway. Defaults to false.</summary>
    public bool? SslEnabled { get; init; }

    /// <summary>The protection domain.</summary>
    public string? ProtectionDomain { get; init; }

    /// <summary>The storage pool.</summary>
    public string? StoragePool { get; init; }

    /// <summary>ThickProvisioned or ThinProvisioned. Defaults to ThinProvisioned.</summary>
    [DefaultValue("ThinProvisioned")]
    public string? StorageMode { get; init; }

    /// <summary>The volume's name.</summary>
    public string? VolumeName { get; init; }

    /// <summary>The file system. Defaults to xfs.</summary>
    [DefaultValue("xfs")]
    public string? FsType { get; init; }

    /// <summary>Whether all mounts are read-only. Defaults to false.</summary>
    public bool? ReadOnly { get; init; }
}
