namespace JobFlows.Domain.Core;

/// <summary>What to do right after a container starts and before it is stopped.</summary>
public sealed record Lifecycle
{
    /// <summary>
    /// Runs right after the container was created; until it is done the container doesn't count as started. If it fails, the container is
    /// killed and the restart policy applies.
    /// </summary>
    public LifecycleHandler? PostStart { get; init; }

    /// <summary>
    /// Runs before a container that still works is stopped, within the pod's grace period. It doesn't run when the container ends by
    /// itself.
    /// </summary>
    public LifecycleHandler? PreStop { get; init; }

    /// <summary>
    /// The signal that asks the container to stop, such as SIGTERM. Needs the pod's os.name. By default the image or runtime decides.
    /// </summary>
    public string? StopSignal { get; init; }
}
