using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record WeightedPodAffinityTerm
{
    [Required]
    public int? Weight { get; init; }

    [Required]
    public PodAffinityTerm? PodAffinityTerm { get; init; }
}
