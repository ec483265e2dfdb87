namespace JobFlows.Pods.Kubelet;

/// <summary>How a container's main process ended.</summary>
/// <param name="Code">Its exit code, or 128 plus the number of the signal that killed it.</param>
/// <param name="FinishedAt">When.</param>
/// <param name="CommandRan">False when the sandbox could not be made or the command could not be started in it.</param>
internal sealed record ContainerExit(int Code, DateTimeOffset FinishedAt, bool CommandRan)
{
    /// <summary>What kept the container's init from starting the command, if anything did; in the words of a container runtime.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether the kernel killed one of its processes for want of memory.</summary>
    public bool OutOfMemory { get; init; }

    /// <summary>Why the container could not be created, if it could not; to be tried again.</summary>
    public string? NotCreated { get; init; }

    /// <summary>Why its command could not be started, in the words of a container runtime, if it could not.</summary>
    public string? NotStarted { get; init; }
}
