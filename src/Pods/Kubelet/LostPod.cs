using JobFlows.Domain.Core;

namespace JobFlows.Pods.Kubelet;

/// <summary>What is said of pods whose end nobody saw.</summary>
internal static class LostPod
{
    private const int Killed = 137;

    /// <summary>The pod's status as failed, its unfinished containers as lost.</summary>
    public static PodStatus Fail(Pod pod, DateTimeOffset now)
    {
        var status = pod.Status ?? new PodStatus();
        var init = Statuses(pod.Spec?.InitContainers, status.InitContainerStatuses);
        var app = Statuses(pod.Spec?.Containers, status.ContainerStatuses).ConvertAll(Unknown);
        return status with
        {
            Phase = "Failed",
            ContainerStatuses = app,
            InitContainerStatuses = init.Count == 0 ? null : init.ConvertAll(one => one.State?.Running is null ? one : Unknown(one)),
            Conditions = PodConditions.Update(status.Conditions, pod.Spec!, "Failed", init, app, pod.Metadata.Generation, now),
        };
    }

    /// <summary>The end of a run that nobody saw.</summary>
    public static ContainerStateTerminated End { get; } = new()
    {
        ExitCode = Killed,
        Reason = "ContainerStatusUnknown",
        Message = "The container could not be located when the pod was terminated",
    };

    /// <summary>The container as one that could not be found, unless its end is known.</summary>
    public static ContainerStatus Unknown(ContainerStatus container) => container.State?.Terminated is not null ? container : container with
    {
        Ready = false,
        Started = false,
        State = new ContainerState { Terminated = End },
    };

    private static List<ContainerStatus> Statuses(IReadOnlyList<Container>? containers, IReadOnlyList<ContainerStatus>? known) =>
        [.. (containers ?? []).Select(container => known?.FirstOrDefault(status => status.Name == container.Name) ?? new ContainerRun(container, init: false).Status)];
}
