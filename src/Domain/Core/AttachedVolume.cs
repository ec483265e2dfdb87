using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>A volume attached to a node.</summary>
public sealed record AttachedVolume
{
    /// <summary>The volume's name.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>The device it is available at.</summary>
    [Required]
    public string? DevicePath { get; init; }
}
