namespace JobFlows.Domain.Core;

/// <summary>Deprecated: a StorageOS volume.</summary>
public sealed record StorageOSVolumeSource
{
    /// <summary>The volume's name.</summary>
    public string? VolumeName { get; init; }

    /// <summary>The volume's namespace. Defaults to the pod's.</summary>
    public string? VolumeNamespace { get; init; }

    /// <summary>The file system. Defaults to ext4.</summary>
    public string? FsType { get; init; }

    /// <summary>Whether all mounts are read-only. Defaults to false.</summary>
    public bool? ReadOnly { get; init; }

    /// <summary>A Secret with the credentials.</summary>
    public LocalObjectReference? SecretRef { get; init; }
}
