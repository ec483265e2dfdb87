using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record GlusterfsVolumeSource
{
    [Required]
    public string? Endpoints { get; init; }

    [Required]
    public string? Path { get; init; }

    public bool? ReadOnly { get; init; }
}
