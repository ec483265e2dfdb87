using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>The volume behind a PersistentVolumeClaim.</summary>
public sealed record PersistentVolumeClaimVolumeSource
{
    /// <summary>The claim's name, in the pod's namespace. Required.</summary>
    [Required]
    public string? ClaimName { get; init; }

    /// <summary>Whether all mounts are read-only. Defaults to false.</summary>
    public bool? ReadOnly { get; init; }
}
