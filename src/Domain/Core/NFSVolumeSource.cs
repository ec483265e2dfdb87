using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record NFSVolumeSource
{
    [Required]
    public string? Server { get; init; }

    [Required]
    public string? Path { get; init; }

    public bool? ReadOnly { get; init; }
}
