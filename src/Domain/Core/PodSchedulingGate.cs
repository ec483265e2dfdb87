using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>Something that holds up the scheduling of a pod.</summary>
public sealed record PodSchedulingGate
{
    /// <summary>The gate's name.</summary>
    [Required]
    public string? Name { get; init; }
}
