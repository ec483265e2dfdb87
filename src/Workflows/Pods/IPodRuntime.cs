using JobFlows.Domain.Core;

namespace JobFlows.Workflows.Pods;

/// <summary>Whatever runs pods: processes, containers, queue workers.</summary>
/// <remarks>
/// Pods are identified by UID. What happens to a pod is told through <see cref="IPodReports"/>, at least once and in order for each pod.
/// Running pods outlive the process that started them.
/// </remarks>
public interface IPodRuntime
{
    /// <summary>
    /// Sees that these pods run: starts those it has never had, and takes up again those it has. Returns once they are on their way, before
    /// they run. What ran of a pod and is lost has failed: containers that may be restarted are, as further runs; a pod whose
    /// <c>status.phase</c> says Running and that may not restart is reported as failed, never started again. One that ended while nobody
    /// listened is reported. Of a pod that runs, changed labels and annotations are taken over, and conditions of its readiness gates.
    /// </summary>
    Task StartAsync(IReadOnlyList<Pod> pods, CancellationToken cancellation = default);

    /// <summary>
    /// Stops a pod: the stop signal now, the kill signal to all of its processes after the grace period. Returns at once; a report with
    /// <see cref="PodReport.Stopped"/> follows, also for a pod that is unknown or has already ended. A shorter grace period replaces a longer one.
    /// </summary>
    Task StopAsync(PodRef pod, TimeSpan grace, CancellationToken cancellation = default);

    /// <summary>Forgets a pod that is gone, with its logs and folders. Unknown pods are fine.</summary>
    Task RemoveAsync(IReadOnlyList<PodRef> pods, CancellationToken cancellation = default);

    /// <summary>Writes a container's log to <paramref name="output"/>.</summary>
    /// <returns>False when there is no such log.</returns>
    Task<bool> ReadLogAsync(PodRef pod, LogQuery query, Stream output, CancellationToken cancellation = default);
}
