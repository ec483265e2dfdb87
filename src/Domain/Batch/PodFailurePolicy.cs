using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Batch;

public sealed record PodFailurePolicy
{
    [Required]
    public IReadOnlyList<PodFailurePolicyRule>? Rules { get; init; }
}
