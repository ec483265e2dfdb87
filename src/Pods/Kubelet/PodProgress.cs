using JobFlows.Domain.Core;

namespace JobFlows.Pods.Kubelet;

/// <summary>How far a pod had come when a run of one of its containers ended and the pod went on.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Waits">Of each container that has crashed, by name, how long it waits.</param>
internal sealed record PodProgress(PodStatus Status, IReadOnlyDictionary<string, CrashWait> Waits)
{
    /// <summary>What was kept of a pod, if anything was, with what its stored status knows that is newer.</summary>
    public static PodProgress Join(PodProgress? kept, PodStatus? stored)
    {
        var own = kept ?? new PodProgress(new PodStatus(), new Dictionary<string, CrashWait>());
        return own with
        {
            Status = own.Status with
            {
                InitContainerStatuses = Newest(own.Status.InitContainerStatuses, stored?.InitContainerStatuses),
                ContainerStatuses = Newest(own.Status.ContainerStatuses, stored?.ContainerStatuses),
            },
        };
    }

    private static IReadOnlyList<ContainerStatus> Newest(IReadOnlyList<ContainerStatus>? one, IReadOnlyList<ContainerStatus>? other) =>
        [.. (one ?? []).Concat(other ?? []).GroupBy(status => status.Name, (_, same) => same.MaxBy(status => (status.RestartCount ?? 0, LostRun.HasEnded(status), status.State?.Running is not null))!)];
}
