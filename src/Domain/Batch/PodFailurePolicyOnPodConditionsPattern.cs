using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Batch;

/// <summary>Matches a failed pod that has a condition of this type and status.</summary>
public sealed record PodFailurePolicyOnPodConditionsPattern
{
    /// <summary>The condition's type, such as DisruptionTarget.</summary>
    [Required]
    public string? Type { get; init; }

    /// <summary>The condition's status: True, False or Unknown. Defaults to True.</summary>
    public string? Status { get; init; }
}
