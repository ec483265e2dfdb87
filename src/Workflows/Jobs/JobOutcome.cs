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

    /// <summary>Pods that need no signal to be seen: already made, or already gone.</summary>
    public IReadOnlyList<PodObservation> Observed { get; init; } = [];

    /// <summary>Pods that belong to the Job from now on.</summary>
    public IReadOnlyList<AdoptedPod> Adopted { get; init; } = [];

    /// <summary>It, as news.</summary>
    public JobSignal ToSignal() => new() { Gone = Gone, Adopted = Adopted, NotStarted = NotStarted, NotStartedBecause = NotStartedBecause, Pods = Observed };
}
