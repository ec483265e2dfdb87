namespace JobFlows.Domain.Core;

/// <summary>Where a container is in its life: exactly one property is set. With none, it is waiting.</summary>
public sealed record ContainerState
{
    /// <summary>Set while the container has yet to start.</summary>
    public ContainerStateWaiting? Waiting { get; init; }

    /// <summary>Set while the container runs.</summary>
    public ContainerStateRunning? Running { get; init; }

    /// <summary>Set once the container has ended.</summary>
    public ContainerStateTerminated? Terminated { get; init; }
}
