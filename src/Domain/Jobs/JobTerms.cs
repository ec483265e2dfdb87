using JobFlows.Domain.Batch;

namespace JobFlows.Domain.Jobs;

/// <summary>A Job's spec with its defaults, in the terms that decisions are made in.</summary>
internal sealed class JobTerms(JobSnapshot job)
{
    /// <summary>The controller that Jobs belong to unless they say otherwise: this one.</summary>
    public const string ControllerName = "kubernetes.io/job-controller";

    // Some 300 years: as good as none, and it can be added to a date.
    private const long LongestDeadline = 10_000_000_000;

    private readonly JobSpec spec = job.Spec;

    public JobSnapshot Job => job;

    public bool Deleting => job.Deleting;

    public bool ManagedElsewhere => spec.ManagedBy is not (null or ControllerName);

    public bool Indexed => spec.CompletionMode == "Indexed";

    public int Parallelism => spec.Parallelism ?? 1;

    /// <summary>Successes wanted; null when any one success is the success of all.</summary>
    public int? Completions => spec.Completions;

    /// <summary>The number of indexes; 0 for a Job without.</summary>
    public int IndexLimit => Indexed ? spec.Completions ?? 0 : 0;

    public int BackoffLimit => spec.BackoffLimit ?? (PerIndex ? int.MaxValue : 6);

    public bool PerIndex => spec.BackoffLimitPerIndex is not null;

    public int BackoffLimitPerIndex => spec.BackoffLimitPerIndex ?? 0;

    public int? MaxFailedIndexes => spec.MaxFailedIndexes;

    public PodFailurePolicy? FailurePolicy => spec.PodFailurePolicy;

    public SuccessPolicy? SuccessPolicy => spec.SuccessPolicy;

    public bool Suspended => spec.Suspend ?? false;

    public bool RestartsInPlace => spec.Template?.Spec?.RestartPolicy == "OnFailure";

    /// <summary>Whether a terminating pod is replaced only once it has ended, and counts only then.</summary>
    public bool ReplaceOnlyEnded => spec.PodReplacementPolicy == "Failed" || spec.PodFailurePolicy is not null;

    public TimeSpan? ActiveDeadline => spec.ActiveDeadlineSeconds is { } seconds ? TimeSpan.FromSeconds(Math.Min(seconds, LongestDeadline)) : null;

    public TimeSpan? Ttl => spec.TtlSecondsAfterFinished is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
