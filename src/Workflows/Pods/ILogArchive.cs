using JobFlows.Domain.Core;

namespace JobFlows.Workflows.Pods;

/// <summary>A pod runtime that keeps the logs of a Job's pods after they have been removed, until it is told that the Job is gone.</summary>
public interface ILogArchive
{
    /// <summary>A removed pod of which there are logs, as it last was: its name, owner, containers and status. Null when there is none.</summary>
    Task<Pod?> FindAsync(string @namespace, string name, CancellationToken cancellation = default);

    /// <summary>The Jobs of which there are such logs.</summary>
    Task<IReadOnlyList<LogOwner>> OwnersAsync(CancellationToken cancellation = default);

    /// <summary>Removes the logs of Jobs that are gone; those of pods that are still to be removed won't be kept. Unknown Jobs are fine.</summary>
    Task ForgetAsync(IReadOnlyList<LogOwner> gone, CancellationToken cancellation = default);
}
