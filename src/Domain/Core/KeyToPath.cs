using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>A key and the file it becomes.</summary>
public sealed record KeyToPath
{
    /// <summary>The key. Required.</summary>
    [Required]
    public string? Key { get; init; }

    /// <summary>The file's path relative to the volume's root, without .. in it. Required.</summary>
    [Required]
    public string? Path { get; init; }

    /// <summary>The file's permissions, from 0 to 0777. Defaults to the volume's defaultMode.</summary>
    public int? Mode { get; init; }

    /// <summary>The number of the user who owns the file. Defaults to the volume's defaultUser.</summary>
    public long? User { get; init; }
}
