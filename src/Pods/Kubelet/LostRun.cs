using JobFlows.Domain.Core;

namespace JobFlows.Pods.Kubelet;

/// <summary>Which run of a container was under way when its supervisor died.</summary>
internal static class LostRun
{
    /// <summary>Its number, or null when none was.</summary>
    /// <param name="known">What was last known of the container.</param>
    /// <param name="newest">The newest run that left a log, or -1.</param>
    /// <param name="podRan">Whether the pod is known to have run, whatever is known of the container.</param>
    public static int? Of(ContainerStatus? known, int newest, bool podRan)
    {
        var last = known?.RestartCount ?? 0;
        var over = known is not null && HasEnded(known);
        var running = known is null ? podRan : known.State?.Running is not null;
        return newest > last || (!over && (running || newest == last)) ? Math.Max(newest, last) : null;
    }

    /// <summary>Whether the end of its newest run is known; it may wait for the next.</summary>
    public static bool HasEnded(ContainerStatus status) =>
        status.State?.Terminated is not null || (status.State?.Running is null && status.LastState?.Terminated is not null);
}
