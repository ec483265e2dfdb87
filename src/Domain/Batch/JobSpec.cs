using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Batch;

public sealed record JobSpec
{
    public int? Parallelism { get; init; }

    public int? Completions { get; init; }

    public long? ActiveDeadlineSeconds { get; init; }

    public PodFailurePolicy? PodFailurePolicy { get; init; }

    public SuccessPolicy? SuccessPolicy { get; init; }

    public int? BackoffLimit { get; init; }

    public int? BackoffLimitPerIndex { get; init; }

    public int? MaxFailedIndexes { get; init; }

    public LabelSelector? Selector { get; init; }

    public bool? ManualSelector { get; init; }

    [Required]
    public PodTemplateSpec? Template { get; init; }

    public int? TtlSecondsAfterFinished { get; init; }

    public string? CompletionMode { get; init; }

    public bool? Suspend { get; init; }

    public string? PodReplacementPolicy { get; init; }

    public string? ManagedBy { get; init; }
}
