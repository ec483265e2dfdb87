using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Batch;

public sealed record CronJobSpec
{
    [Required]
    public string? Schedule { get; init; }

    public string? TimeZone { get; init; }

    public long? StartingDeadlineSeconds { get; init; }

    public string? ConcurrencyPolicy { get; init; }

    public bool? Suspend { get; init; }

    [Required]
    public JobTemplateSpec? JobTemplate { get; init; }

    public int? SuccessfulJobsHistoryLimit { get; init; }

    public int? FailedJobsHistoryLimit { get; init; }
}
