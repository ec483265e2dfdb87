using JobFlows.Domain.Core;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Aci.Logs;

/// <summary>Keeps the logs of pods whose groups are gone.</summary>
internal interface IEndedLogs
{
    /// <summary>Keeps the logs of a pod that has ended; when it returns they are durable.</summary>
    /// <param name="pod">The pod with its last status.</param>
    /// <param name="logs">CRI records by container, of the run that the status says.</param>
    /// <param name="cancellation">Cancels.</param>
    Task KeepAsync(Pod pod, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> logs, CancellationToken cancellation);

    /// <summary>The log of a container's newest run, as CRI records, and the run's number; null when none is kept.</summary>
    Task<(int Run, ReadOnlyMemory<byte> Records)?> FindAsync(PodRef pod, string container, CancellationToken cancellation);

    /// <summary>The pod is gone.</summary>
    Task RemoveAsync(PodRef pod, CancellationToken cancellation);
}
