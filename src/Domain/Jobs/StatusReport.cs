using JobFlows.Domain.Batch;

namespace JobFlows.Domain.Jobs;

/// <summary>Says a Job's state as its status.</summary>
internal static class StatusReport
{
    /// <summary>The status of a Job in that state. As in Kubernetes, counters that are 0 are absent, but for ready and terminating.</summary>
    public static JobStatus Of(JobState state)
    {
        var terms = new JobTerms(state.Job);
        return new JobStatus
        {
            Conditions = state.Conditions.Count == 0 ? null : state.Conditions,
            StartTime = state.StartTime,
            CompletionTime = state.CompletionTime,
            Active = UnlessZero(state.Counts.Active),
            Succeeded = UnlessZero(terms.Indexed ? state.Completed.Count : state.Succeeded),
            Failed = UnlessZero(state.Failed),
            Terminating = state.Counts.Terminating,
            Ready = state.Counts.Ready,
            CompletedIndexes = state.Completed.Count == 0 ? null : state.Completed.ToString(),
            FailedIndexes = terms is { Indexed: true, PerIndex: true } ? state.FailedIndexes.ToString() : null,

            // Every ending is counted in the same step in which it is noticed, so nothing is ever left uncounted.
            UncountedTerminatedPods = new UncountedTerminatedPods(),
        };
    }

    /// <summary>Whether two statuses say the same.</summary>
    public static bool Same(JobStatus one, JobStatus? other) =>
        other is not null
        && (one.Conditions ?? []).SequenceEqual(other.Conditions ?? [])
        && (other.UncountedTerminatedPods is { Succeeded: null or [], Failed: null or [] })
        && Rest(one) == Rest(other);

    private static JobStatus Rest(JobStatus status) => status with { Conditions = null, UncountedTerminatedPods = null };

    private static int? UnlessZero(int count) => count == 0 ? null : count;
}
