using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Batch;

public sealed record PodFailurePolicyRule
{
    [Required]
    public string? Action { get; init; }

    public PodFailurePolicyOnExitCodesRequirement? OnExitCodes { get; init; }

    public IReadOnlyList<PodFailurePolicyOnPodConditionsPattern>? OnPodConditions { get; init; }
}
