using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Batch;

public sealed record PodFailurePolicyOnPodConditionsPattern
{
    [Required]
    public string? Type { get; init; }

    public string? Status { get; init; }
}
