using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Batch;

/// <summary>How far a Job has come: counts of its pods, which indexes are done, and whether it has finished.</summary>
public sealed record JobStatus
{
    /// <summary>Statements about the Job as a whole. It has finished once Complete or Failed is True; it never has both.</summary>
    [PatchMerge("type")]
    public IReadOnlyList<JobCondition>? Conditions { get; init; }

    /// <summary>
    /// When work on the Job began. Absent for a Job created suspended; cleared when a Job is suspended and set anew when it resumes.
    /// </summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When the Job completed. Absent for as long as it runs, and for good if it fails.</summary>
    public DateTimeOffset? CompletionTime { get; init; }

    /// <summary>How many pods are pending or running and not being deleted. 0 once the Job has finished.</summary>
    public int? Active { get; init; }

    /// <summary>How many pods succeeded. Only goes down when an Indexed Job is scaled down.</summary>
    public int? Succeeded { get; init; }

    /// <summary>How many pods failed. A container restarted inside its pod is no failed pod. Never goes down.</summary>
    public int? Failed { get; init; }

    /// <summary>How many pods are being deleted but haven't ended yet.</summary>
    public int? Terminating { get; init; }

    /// <summary>
    /// The indexes that succeeded, of an Indexed Job: numbers in ascending order, three or more in a row as a range, such as 1,3-5,7.
    /// </summary>
    public string? CompletedIndexes { get; init; }

    /// <summary>
    /// The indexes that used up their backoffLimitPerIndex, written like completedIndexes. No index is in both. Absent without
    /// backoffLimitPerIndex.
    /// </summary>
    public string? FailedIndexes { get; init; }

    /// <summary>
    /// Pods that have ended but aren't in the counts yet. It is how each of them gets counted exactly once; empty once the Job has
    /// finished.
    /// </summary>
    public UncountedTerminatedPods? UncountedTerminatedPods { get; init; }

    /// <summary>How many active pods are ready.</summary>
    public int? Ready { get; init; }
}
