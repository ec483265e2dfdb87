using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>A volume that appears in a container as a raw block device.</summary>
public sealed record VolumeDevice
{
    /// <summary>The name of a persistentVolumeClaim volume of the pod.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>The device's path in the container.</summary>
    [Required]
    public string? DevicePath { get; init; }
}
