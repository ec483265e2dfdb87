using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Batch;

/// <summary>One statement about a Job, such as that it has completed, and since when it holds.</summary>
public sealed record JobCondition
{
    /// <summary>
    /// What is stated: Suspended, SuccessCriteriaMet, Complete, FailureTarget or Failed. Complete and Failed end the Job;
    /// SuccessCriteriaMet and FailureTarget announce them while pods are still ending.
    /// </summary>
    [Required]
    public string? Type { get; init; }

    /// <summary>Whether the statement holds: True, False or Unknown.</summary>
    [Required]
    public string? Status { get; init; }

    /// <summary>When the statement was last checked.</summary>
    public DateTimeOffset? LastProbeTime { get; init; }

    /// <summary>When the status last changed.</summary>
    public DateTimeOffset? LastTransitionTime { get; init; }

    /// <summary>
    /// Why, as one CamelCase word for programs, such as BackoffLimitExceeded, DeadlineExceeded, PodFailurePolicy or CompletionsReached.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>Why, in a sentence for people.</summary>
    public string? Message { get; init; }
}
