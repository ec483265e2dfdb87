using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record PersistentVolumeClaimVolumeSource
{
    [Required]
    public string? ClaimName { get; init; }

    public bool? ReadOnly { get; init; }
}
