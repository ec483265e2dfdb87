using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record CephFSVolumeSource
{
    [Required]
    public IReadOnlyList<string>? Monitors { get; init; }

    public string? Path { get; init; }

    public string? User { get; init; }

    public string? SecretFile { get; init; }

    public LocalObjectReference? SecretRef { get; init; }

    public bool? ReadOnly { get; init; }
}
