using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>Deprecated: a Glusterfs volume.</summary>
public sealed record GlusterfsVolumeSource
{
    /// <summary>The Endpoints object that lists the servers.</summary>
    [Required]
    public string? Endpoints { get; init; }

    /// <summary>The volume's path.</summary>
    [Required]
    public string? Path { get; init; }

    /// <summary>Whether all mounts are read-only. Defaults to false.</summary>
    public bool? ReadOnly { get; init; }
}
