namespace JobFlows.Domain.Jobs;

/// <summary>Something that happened to a Job. Timers need no event: every decision looks at the time.</summary>
public abstract record JobEvent
{
    private JobEvent()
    {
    }

    /// <summary>The Job was created, changed or marked for deletion.</summary>
    /// <param name="Job">It, as it is now.</param>
    public sealed record JobChanged(JobSnapshot Job) : JobEvent;

    /// <summary>The Job's object is gone.</summary>
    public sealed record JobGone : JobEvent;

    /// <summary>Pods were seen. Repeated, stale and unknown ones are harmless.</summary>
    /// <param name="Pods">What was seen.</param>
    public sealed record PodsObserved(IReadOnlyList<PodObservation> Pods) : JobEvent;

    /// <summary>Pods belong to the Job from now on. Repeated ones are harmless.</summary>
    /// <param name="Pods">Those pods.</param>
    public sealed record PodsAdopted(IReadOnlyList<AdoptedPod> Pods) : JobEvent;

    /// <summary>Pods that were to be started could not be made (a quota, a name that is taken, a rejected template).</summary>
    /// <param name="Pods">Those pods.</param>
    /// <param name="Message">Why, for the FailedCreate event.</param>
    public sealed record StartFailed(IReadOnlyList<PodHandle> Pods, string Message) : JobEvent;
}
