using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>Deprecated: a volume of an exec-based driver.</summary>
public sealed record FlexVolumeSource
{
    /// <summary>The driver's name.</summary>
    [Required]
    public string? Driver { get; init; }

    /// <summary>The file system. By default the driver decides.</summary>
    public string? FsType { get; init; }

    /// <summary>A Secret whose contents go to the driver.</summary>
    public LocalObjectReference? SecretRef { get; init; }

    /// <summary>Whether all mounts are read-only. Defaults to false.</summary>
    public bool? ReadOnly { get; init; }

    /// <summary>More settings for the driver.</summary>
    public IReadOnlyDictionary<string, string>? Options { get; init; }
}
