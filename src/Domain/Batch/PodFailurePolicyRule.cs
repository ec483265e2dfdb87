using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Batch;

/// <summary>One rule: which failed pods it is about, and what to do about them. It has either onExitCodes or onPodConditions.</summary>
public sealed record PodFailurePolicyRule
{
    /// <summary>
    /// What to do. FailJob: fail the Job and stop its other pods. FailIndex: fail the pod's index without more retries; needs
    /// backoffLimitPerIndex. Ignore: start a replacement and don't count the failure. Count: count it towards backoffLimit, as without a
    /// rule.
    /// </summary>
    [Required]
    public string? Action { get; init; }

    /// <summary>Match pods by the exit codes of their containers.</summary>
    public PodFailurePolicyOnExitCodesRequirement? OnExitCodes { get; init; }

    /// <summary>Match pods that have at least one of these conditions. At most 20.</summary>
    public IReadOnlyList<PodFailurePolicyOnPodConditionsPattern>? OnPodConditions { get; init; }
}
