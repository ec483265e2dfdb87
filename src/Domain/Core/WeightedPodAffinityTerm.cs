using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>A wish about pods being near.</summary>
public sealed record WeightedPodAffinityTerm
{
    /// <summary>How much the wish counts, from 1 to 100.</summary>
    [Required]
    public int? Weight { get; init; }

    /// <summary>The pods, and what near means.</summary>
    [Required]
    public PodAffinityTerm? PodAffinityTerm { get; init; }
}
