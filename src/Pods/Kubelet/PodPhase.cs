using JobFlows.Domain.Core;

namespace JobFlows.Pods.Kubelet;

/// <summary>A pod's phase, from the states of its containers.</summary>
internal static class PodPhase
{
    /// <summary>The phase.</summary>
    /// <param name="spec">The pod's spec.</param>
    /// <param name="init">Statuses of the init containers, in the spec's order.</param>
    /// <param name="app">Statuses of the other containers, in the spec's order.</param>
    /// <param name="over">Nothing runs and nothing will: the phase must be a final one.</param>
    public static string Of(PodSpec spec, IReadOnlyList<ContainerStatus> init, IReadOnlyList<ContainerStatus> app, bool over)
    {
        if (over)
        {
            return app.All(Succeeded) ? "Succeeded" : "Failed";
        }

        if (!IsInitialized(spec, init))
        {
            return "Pending";
        }

        if (app.Any(container => container.State?.Waiting is not null && container.LastState?.Terminated is null))
        {
            return "Pending";
        }

        // Containers that will restart keep the pod running.
        return "Running";
    }

    /// <summary>Whether every init container has done its part: run to success, or for a sidecar, started.</summary>
    public static bool IsInitialized(PodSpec spec, IReadOnlyList<ContainerStatus> init) => Incomplete(spec, init).Count == 0;

    /// <summary>The init containers that have not.</summary>
    public static IReadOnlyList<string> Incomplete(PodSpec spec, IReadOnlyList<ContainerStatus> init)
    {
        var names = new List<string>();
        for (var i = 0; i < init.Count; i++)
        {
            var sidecar = spec.InitContainers![i].RestartPolicy == "Always";
            if (sidecar ? (init[i].State?.Running is null || init[i].Started == false) && init[i].LastState?.Terminated is null && init[i].State?.Terminated is null : !Succeeded(init[i]))
            {
                names.Add(init[i].Name!);
            }
        }

        return names;
    }

    private static bool Succeeded(ContainerStatus container) => container.State?.Terminated?.ExitCode == 0;
}
