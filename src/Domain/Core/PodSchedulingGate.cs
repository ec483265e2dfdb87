using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record PodSchedulingGate
{
    [Required]
    public string? Name { get; init; }
}
