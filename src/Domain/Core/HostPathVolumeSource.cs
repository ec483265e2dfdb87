using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record HostPathVolumeSource
{
    [Required]
    public string? Path { get; init; }

    public string? Type { get; init; }
}
