using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>Deprecated: a Quobyte volume.</summary>
public sealed record QuobyteVolumeSource
{
    /// <summary>The registries' addresses, separated by commas.</summary>
    [Required]
    public string? Registry { get; init; }

    /// <summary>The volume's name.</summary>
    [Required]
    public string? Volume { get; init; }

    /// <summary>Whether all mounts are read-only. Defaults to false.</summary>
    public bool? ReadOnly { get; init; }

    /// <summary>The user to mount as. Defaults to the service account's.</summary>
    public string? User { get; init; }

    /// <summary>The group to mount as. Defaults to none.</summary>
    public string? Group { get; init; }

    /// <summary>The tenant that owns the volume.</summary>
    public string? Tenant { get; init; }
}
