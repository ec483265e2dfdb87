using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Batch;

/// <summary>A schedule, the Job to create at each of its times, and what to do about late, overlapping and old runs.</summary>
public sealed record CronJobSpec
{
    /// <summary>
    /// When to run, in cron's five fields: minute, hour, day of month, month, day of week. Shorthands such as @hourly and @daily work
    /// too. A time zone goes into timeZone, not here. Required.
    /// </summary>
    [Required]
    public string? Schedule { get; init; }

    /// <summary>
    /// The IANA time zone the schedule is read in, such as Etc/UTC or Europe/Berlin. When absent, the controller's own zone applies.
    /// </summary>
    public string? TimeZone { get; init; }

    /// <summary>
    /// How many seconds late a run may still start. A run that missed its time by more is skipped and counts as missed. Not negative; no
    /// limit by default.
    /// </summary>
    public long? StartingDeadlineSeconds { get; init; }

    /// <summary>
    /// What to do when a run is due while an earlier one is still going: Allow (the default) starts it as well, Forbid skips it, Replace
    /// ends the earlier one first.
    /// </summary>
    public string? ConcurrencyPolicy { get; init; }

    /// <summary>When true, no further runs start; runs already going carry on. Defaults to false.</summary>
    public bool? Suspend { get; init; }

    /// <summary>The Job to create for each run. Required.</summary>
    [Required]
    public JobTemplateSpec? JobTemplate { get; init; }

    /// <summary>How many completed Jobs to keep, newest first. Zero keeps none. Defaults to 3.</summary>
    public int? SuccessfulJobsHistoryLimit { get; init; }

    /// <summary>How many failed Jobs to keep, newest first. Zero keeps none. Defaults to 1.</summary>
    public int? FailedJobsHistoryLimit { get; init; }
}
