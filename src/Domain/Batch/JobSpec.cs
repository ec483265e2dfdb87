using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Batch;

/// <summary>What a Job runs, how many times, how many at once, and which failures it survives.</summary>
public sealed record JobSpec
{
    /// <summary>
    /// How many pods may run at the same time. Fewer run when less work than that is left; 0 pauses the Job. Not negative. Defaults to 1.
    /// </summary>
    public int? Parallelism { get; init; }

    /// <summary>
    /// How many pods have to succeed. When absent, the Job is a work queue: pods run side by side, and once one has succeeded no new ones
    /// start and the Job completes when the rest have ended. Defaults to 1 when parallelism is absent too. Fixed once set, except that an
    /// Indexed Job may change it together with parallelism, to the same value.
    /// </summary>
    public int? Completions { get; init; }

    /// <summary>
    /// How many seconds the Job may be active, counted from status.startTime, before its pods are stopped and it fails with reason
    /// DeadlineExceeded. Not negative. The clock stops while the Job is suspended and starts over when it resumes. No limit by default.
    /// </summary>
    public long? ActiveDeadlineSeconds { get; init; }

    /// <summary>
    /// Rules that decide what a failed pod means: fail the Job, fail its index, don't count it, or count it. Needs restartPolicy Never;
    /// can't be changed. Without it every failure counts towards backoffLimit.
    /// </summary>
    public PodFailurePolicy? PodFailurePolicy { get; init; }

    /// <summary>
    /// Rules by which the Job succeeds before all of its indexes have; the pods left over are then stopped. Only for Indexed Jobs, and
    /// can't be changed. Without it every index has to succeed.
    /// </summary>
    public SuccessPolicy? SuccessPolicy { get; init; }

    /// <summary>
    /// How many failures are retried before the whole Job fails with reason BackoffLimitExceeded. Retries wait ever longer, from 10
    /// seconds doubling up to 10 minutes. Defaults to 6, or to 2147483647 when backoffLimitPerIndex is set.
    /// </summary>
    public int? BackoffLimit { get; init; }

    /// <summary>
    /// How many failures of one index are retried before that index fails, while the others carry on. Only for Indexed Jobs with
    /// restartPolicy Never; can't be changed.
    /// </summary>
    public int? BackoffLimitPerIndex { get; init; }

    /// <summary>
    /// How many indexes may fail: one more, and the others are stopped and the Job fails. When absent, every index gets its chance, and
    /// the Job then fails if any index did. Needs backoffLimitPerIndex. At most completions; required, and at most 10000, when
    /// completions is above 100000.
    /// </summary>
    public int? MaxFailedIndexes { get; init; }

    /// <summary>
    /// Which pods belong to the Job, by label. The system fills it in; set it only together with manualSelector. Can't be changed.
    /// </summary>
    public LabelSelector? Selector { get; init; }

    /// <summary>
    /// When true, the labels in the selector and the pod template are taken as written, and it is up to you that no other Job matches
    /// them. By default the system picks a label no other Job has.
    /// </summary>
    public bool? ManualSelector { get; init; }

    /// <summary>The pod to run. Its restartPolicy has to be Never or OnFailure. Required.</summary>
    [Required]
    public PodTemplateSpec? Template { get; init; }

    /// <summary>
    /// How many seconds after it completed or failed the Job is deleted, together with its pods. 0 deletes it right away; when absent, it
    /// is kept until someone deletes it.
    /// </summary>
    public int? TtlSecondsAfterFinished { get; init; }

    /// <summary>
    /// How successes are counted. NonIndexed (the default): any completions pods. Indexed: one pod for each index from 0 to completions -
    /// 1; the pod finds its index in JOB_COMPLETION_INDEX and in the annotation batch.kubernetes.io/job-completion-index. Indexed needs
    /// completions, and a parallelism of at most 100000. Can't be changed.
    /// </summary>
    public string? CompletionMode { get; init; }

    /// <summary>
    /// When true, no pods run: running ones are stopped without counting as failed, and status.startTime is cleared. Setting it back to
    /// false resumes the Job with a fresh deadline. Defaults to false.
    /// </summary>
    public bool? Suspend { get; init; }

    /// <summary>
    /// When a pod may be replaced: TerminatingOrFailed as soon as it starts to go away or fails, Failed only once it has really ended.
    /// Defaults to TerminatingOrFailed; with a podFailurePolicy only Failed is allowed, and the default.
    /// </summary>
    public string? PodReplacementPolicy { get; init; }

    /// <summary>
    /// The controller in charge of the Job, as a domain-prefixed path of at most 63 characters such as example.com/controller. Absent or
    /// kubernetes.io/job-controller means the built-in one; any other value makes the built-in one leave the Job alone. Can't be changed.
    /// </summary>
    public string? ManagedBy { get; init; }
}
