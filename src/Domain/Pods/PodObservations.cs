using JobFlows.Domain.Core;
using JobFlows.Domain.Jobs;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Pods;

/// <summary>Looks at pod objects the way the deciding of Jobs does.</summary>
public static class PodObservations
{
    /// <summary>What <paramref name="pod"/> shows.</summary>
    /// <param name="pod">The pod as stored, or as last stored.</param>
    /// <param name="gone">Whether its object is gone from the store.</param>
    public static PodObservation Of(Pod pod, bool gone = false)
    {
        var status = pod.Status ?? new PodStatus();
        var containers = status.ContainerStatuses ?? [];
        var initContainers = status.InitContainerStatuses ?? [];
        var phase = status.Phase ?? PodPhases.Pending;
        var terminating = pod.Metadata.DeletionTimestamp is not null;
        var failed = phase == PodPhases.Failed;
        return new PodObservation
        {
            Name = pod.Metadata.Name ?? "",
            Uid = pod.Metadata.Uid ?? "",
            Phase = phase,
            Ready = FindCondition(status, "Ready")?.Status == "True",
            Terminating = terminating,
            Gone = gone,
            Untracked = pod.Metadata.Finalizers?.Contains(JobPodKeys.TrackingFinalizer) != true,
            Restarts = containers.Concat(initContainers).Sum(container => container.RestartCount ?? 0),
            FinishedAt = gone || terminating || phase is PodPhases.Succeeded or PodPhases.Failed ? FinishedAt(pod, containers) : null,
            Ended = failed ? [.. containers.Concat(initContainers).Where(HasEnded).Select(Ending)] : null,
            Conditions = failed ? [.. (status.Conditions ?? []).Select(Outline)] : null,
        };
    }

    private static bool HasEnded(ContainerStatus container) => container.State?.Terminated is not null;

    private static PodCondition Outline(PodCondition condition) => new() { Type = condition.Type, Status = condition.Status };

    private static ContainerStatus Ending(ContainerStatus container) => new()
    {
        Name = container.Name,
        State = new ContainerState { Terminated = new ContainerStateTerminated { ExitCode = container.State!.Terminated!.ExitCode } },
    };

    private static DateTimeOffset? FinishedAt(Pod pod, IReadOnlyList<ContainerStatus> containers) =>
        LastContainerEnd([.. containers, .. Sidecars(pod)]) ?? NotReadySince(pod) ?? DeletionAskedAt(pod) ?? pod.Metadata.CreationTimestamp;

    /// <summary>The statuses of the init containers that run on beside the containers, and end after them.</summary>
    private static IEnumerable<ContainerStatus> Sidecars(Pod pod)
    {
        var names = (pod.Spec?.InitContainers ?? []).Where(container => container.RestartPolicy == "Always").Select(container => container.Name).ToList();
        return (pod.Status?.InitContainerStatuses ?? []).Where(status => names.Contains(status.Name));
    }

    private static DateTimeOffset? LastContainerEnd(IReadOnlyList<ContainerStatus> containers)
    {
        var ends = containers.Select(container => container.State?.Terminated?.FinishedAt).ToList();
        return ends.Contains(null) ? null : ends.Max();
    }

    private static DateTimeOffset? NotReadySince(Pod pod) =>
        FindCondition(pod.Status, "Ready") is { Status: "False" } notReady ? notReady.LastTransitionTime : null;

    private static DateTimeOffset? DeletionAskedAt(Pod pod) =>
        pod.Metadata.DeletionTimestamp - Durations.Seconds(pod.Metadata.DeletionGracePeriodSeconds ?? 0);

    private static PodCondition? FindCondition(PodStatus? status, string type) =>
        status?.Conditions?.FirstOrDefault(condition => condition.Type == type);
}
