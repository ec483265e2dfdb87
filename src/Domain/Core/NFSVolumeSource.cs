using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>A directory exported by an NFS server.</summary>
public sealed record NFSVolumeSource
{
    /// <summary>The server's name or address. Required.</summary>
    [Required]
    public string? Server { get; init; }

    /// <summary>The exported path. Required.</summary>
    [Required]
    public string? Path { get; init; }

    /// <summary>Whether all mounts are read-only. Defaults to false.</summary>
    public bool? ReadOnly { get; init; }
}
