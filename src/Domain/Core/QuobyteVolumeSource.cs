using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record QuobyteVolumeSource
{
    [Required]
    public string? Registry { get; init; }

    [Required]
    public string? Volume { get; init; }

    public bool? ReadOnly { get; init; }

    public string? User { get; init; }

    public string? Group { get; init; }

    public string? Tenant { get; init; }
}
