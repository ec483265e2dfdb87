namespace JobFlows.Domain.Jobs;

/// <summary>Sums over a Job's live pods, kept up to date pod by pod.</summary>
/// <param name="Active">Pods that aren't on their way out.</param>
/// <param name="Ready">Active pods that are ready.</param>
/// <param name="Terminating">Pods that are on their way out.</param>
/// <param name="Unreleased">Pods that have neither been counted nor let go.</param>
/// <param name="Restarts">In-place restarts.</param>
public readonly record struct PodCounts(int Active, int Ready, int Terminating, int Unreleased, int Restarts)
{
    /// <summary>The sums with one pod more.</summary>
    public PodCounts Plus(TrackedPod pod) => Change(pod, 1);

    /// <summary>The sums with one pod less.</summary>
    public PodCounts Minus(TrackedPod pod) => Change(pod, -1);

    private PodCounts Change(TrackedPod pod, int sign) => new(
        Active + (pod.Ending ? 0 : sign),
        Ready + (pod.Ready && !pod.Ending ? sign : 0),
        Terminating + (pod.Ending ? sign : 0),
        Unreleased + (pod.Released ? 0 : sign),
        Restarts + (sign * pod.Restarts));
}
