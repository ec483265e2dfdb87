using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Batch;

/// <summary>Says what a pod's failure means for its Job.</summary>
public sealed record PodFailurePolicy
{
    /// <summary>
    /// The rules, at most 20, tried in order: the first that matches a failed pod decides. If none matches, the failure counts towards
    /// backoffLimit.
    /// </summary>
    [Required]
    public IReadOnlyList<PodFailurePolicyRule>? Rules { get; init; }
}
