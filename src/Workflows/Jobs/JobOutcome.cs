using JobFlows.Domain.Jobs;

namespace JobFlows.Workflows.Jobs;

/// <summary>What carrying out a <see cref="JobOrder"/> brought to light.</summary>
public sealed record JobOutcome
{
    /// <summary>The Job's object is gone, so nothing was started or written.</summary>
    public bool Gone { get; init; }

    /// <summary>Pods that could not be made.</summary>
    public IReadOnlyList<PodHandle> NotStarted { get; init; } = [];

    /// <summary>Why.</summary>
    public string? NotStartedBecause { get; init; }

    /// <summary>Pods that were to be stopped and are gone already, or that need no signal to be seen.</summary>
    public IReadOnlyList<PodObservation> Observed { get; init; } = [];

    /// <summary>What it means to the Job.</summary>
    public IEnumerable<JobEvent> ToEvents()
    {
        if (NotStarted.Count > 0)
        {
            yield return new JobEvent.StartFailed(NotStarted, NotStartedBecause ?? "");
        }

        if (Observed.Count > 0)
        {
            yield return new JobEvent.PodsObserved(Observed);
        }

        if (Gone)
        {
            yield return new JobEvent.JobGone();
        }
    }
}
