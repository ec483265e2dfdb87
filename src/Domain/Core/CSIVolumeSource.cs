using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>A volume of a CSI driver that lives as long as the pod.</summary>
public sealed record CSIVolumeSource
{
    /// <summary>The driver's name. Required.</summary>
    [Required]
    public string? Driver { get; init; }

    /// <summary>Whether the volume is read-only. Defaults to false.</summary>
    public bool? ReadOnly { get; init; }

    /// <summary>The file system to mount. By default the driver decides.</summary>
    public string? FsType { get; init; }

    /// <summary>Settings for the driver.</summary>
    public IReadOnlyDictionary<string, string>? VolumeAttributes { get; init; }

    /// <summary>A Secret with credentials for the driver.</summary>
    public LocalObjectReference? NodePublishSecretRef { get; init; }
}
