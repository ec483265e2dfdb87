using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>A file or directory of the node.</summary>
public sealed record HostPathVolumeSource
{
    /// <summary>The path on the node. Links are followed. Required.</summary>
    [Required]
    public string? Path { get; init; }

    /// <summary>
    /// What has to be at the path: Directory, File, Socket, CharDevice or BlockDevice; DirectoryOrCreate and FileOrCreate make it if need
    /// be. By default nothing is checked.
    /// </summary>
    public string? Type { get; init; }
}
