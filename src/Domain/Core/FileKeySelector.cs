using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>One key of an environment file in a volume.</summary>
[AtomicValue]
public sealed record FileKeySelector
{
    /// <summary>The volume that holds the file.</summary>
    [Required]
    public string? VolumeName { get; init; }

    /// <summary>The file's path relative to the volume's root, without .. in it.</summary>
    [Required]
    public string? Path { get; init; }

    /// <summary>The key in the file: printable ASCII without an equals sign, at most 128 characters.</summary>
    [Required]
    public string? Key { get; init; }

    /// <summary>When true, a missing file or key just leaves the variable unset; otherwise the pod doesn't start.</summary>
    public bool? Optional { get; init; }
}
