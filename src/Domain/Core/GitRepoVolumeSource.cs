using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>Deprecated: a clone of a Git repository.</summary>
public sealed record GitRepoVolumeSource
{
    /// <summary>The repository's URL.</summary>
    [Required]
    public string? Repository { get; init; }

    /// <summary>The commit to check out.</summary>
    public string? Revision { get; init; }

    /// <summary>The directory in the volume to clone into; a dot means its root.</summary>
    public string? Directory { get; init; }
}
