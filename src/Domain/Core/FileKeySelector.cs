using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

[AtomicValue]
public sealed record FileKeySelector
{
    [Required]
    public string? VolumeName { get; init; }

    [Required]
    public string? Path { get; init; }

    [Required]
    public string? Key { get; init; }

    public bool? Optional { get; init; }
}
