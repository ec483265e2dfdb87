using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>How a volume was mounted.</summary>
public sealed record VolumeMountStatus
{
    /// <summary>The volume's name.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>The path in the container.</summary>
    [Required]
    public string? MountPath { get; init; }

    /// <summary>Whether the mount is read-only.</summary>
    public bool? ReadOnly { get; init; }

    /// <summary>Whether mounts below are read-only too: Disabled or Enabled.</summary>
    public string? RecursiveReadOnly { get; init; }

    /// <summary>More, depending on the kind of volume.</summary>
    public VolumeStatus? VolumeStatus { get; init; }
}
