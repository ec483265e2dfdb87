using JobFlows.Domain.Core;
using JobFlows.Pods.Aci.Groups;
using JobFlows.Pods.Kubelet;

namespace JobFlows.Pods.Aci.Life;

/// <summary>A pod's status, as it is to be seen from its group.</summary>
/// <param name="Status">The status.</param>
/// <param name="IsOver">Nothing runs and nothing will.</param>
internal sealed record GroupStatus(PodStatus Status, bool IsOver)
{
    private const int Killed = 137;
    private static readonly string[] Ended = ["Succeeded", "Failed", "Stopped"];

    /// <summary>Reads a group that is there.</summary>
    public static GroupStatus Of(Pod pod, GroupView group, DateTimeOffset now)
    {
        var spec = pod.Spec!;
        var init = (spec.InitContainers ?? []).Select(container => Container(group, container, group.InitContainers, init: true)).ToList();
        var app = (spec.Containers ?? []).Select(container => Container(group, container, group.Containers, init: false)).ToList();
        var ended = Ended.Contains(group.InstanceView?.State);
        var over = spec.RestartPolicy switch
        {
            "Never" => app.All(IsTerminated) || init.Any(HasFailed) || (ended && !app.Concat(init).Any(IsRunning)),
            "OnFailure" => app.All(container => IsTerminated(container) && !HasFailed(container)) || (ended && !app.Concat(init).Any(IsRunning)),
            _ => group.InstanceView?.State == "Stopped" && !app.Concat(init).Any(IsRunning),
        };
        return Of(pod, group, init, over ? app.ConvertAll(container => init.Any(HasFailed) ? container : LostPod.Unknown(container)) : app, over, now);
    }

    /// <summary>The status of a pod whose group was deleted under it: what still ran was killed.</summary>
    public static PodStatus OfKilled(Pod pod, GroupView group, DateTimeOffset now)
    {
        var seen = Of(pod, group, now).Status;
        return Of(pod, group, Kill(seen.InitContainerStatuses), Kill(seen.ContainerStatuses), over: true, now).Status;

        List<ContainerStatus> Kill(IReadOnlyList<ContainerStatus>? containers) => [.. (containers ?? []).Select(container => !IsRunning(container) ? container : container with
        {
            Ready = false,
            Started = false,
            State = new ContainerState
            {
                Terminated = new ContainerStateTerminated { ExitCode = Killed, Reason = "Error", StartedAt = container.State!.Running!.StartedAt, FinishedAt = now, ContainerID = container.ContainerID },
            },
        })];
    }

    /// <summary>The status of a pod that waits for its group, and why it does.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="unschedulable">Why Azure has no room for it; null when that is not the reason.</param>
    /// <param name="waiting">What its containers wait with.</param>
    /// <param name="now">The time.</param>
    public static PodStatus OfWaiting(Pod pod, string? unschedulable, ContainerStateWaiting? waiting, DateTimeOffset now)
    {
        var init = Waiting(pod.Spec!.InitContainers, init: true);
        var app = Waiting(pod.Spec.Containers, init: false);
        return new PodStatus
        {
            Phase = "Pending",
            InitContainerStatuses = init.Count == 0 || unschedulable is not null ? null : init,
            ContainerStatuses = unschedulable is null ? app : null,
            Conditions = PodConditions.Update(pod.Status?.Conditions, pod.Spec, "Pending", init, app, pod.Metadata.Generation, now, unschedulable),
        };

        List<ContainerStatus> Waiting(IReadOnlyList<Container>? containers, bool init) => [.. (containers ?? []).Select(container => new ContainerRun(container, init).Status)
            .Select(status => waiting is null ? status : status with { State = new ContainerState { Waiting = waiting } })];
    }

    /// <summary>The status of a pod that was not let in.</summary>
    public static PodStatus OfRefused(Pod pod, string reason, string message) => new() { Phase = "Failed", Reason = reason, Message = message, StartTime = pod.Status?.StartTime };

    private static GroupStatus Of(Pod pod, GroupView group, List<ContainerStatus> init, List<ContainerStatus> app, bool over, DateTimeOffset now)
    {
        var phase = PodPhase.Of(pod.Spec!, init, app, over);
        var address = group.IpAddress?.Ip;
        return new GroupStatus(
            new PodStatus
            {
                Phase = phase,
                StartTime = pod.Status?.StartTime ?? now,
                PodIP = address,
                PodIPs = address is null ? null : [new PodIP { Ip = address }],
                InitContainerStatuses = init.Count == 0 ? null : init,
                ContainerStatuses = app,
                Conditions = PodConditions.Update(pod.Status?.Conditions, pod.Spec!, phase, init, app, pod.Metadata.Generation, now),
            },
            over);
    }

    private static ContainerStatus Container(GroupView group, Container spec, IReadOnlyList<NamedContainer> all, bool init)
    {
        var seen = all.FirstOrDefault(one => one.Name == spec.Name)?.Properties?.InstanceView;
        var id = $"aci://{group.Name}/{spec.Name}";
        var before = new ContainerRun(spec, init).Status;
        if (seen?.CurrentState is not { } current)
        {
            return before;
        }

        var state = StateOf(current, id, before.State!);
        return before with
        {
            State = state,
            LastState = seen.PreviousState is { FinishTime: not null } or { State: "Terminated" } ? StateOf(seen.PreviousState, id, before.State!) : null,
            RestartCount = seen.RestartCount ?? 0,
            ContainerID = state.Waiting is null ? id : null,
            Started = state.Running is not null,
            Ready = state.Running is not null || (init && state.Terminated is { ExitCode: 0 }),
        };
    }

    private static ContainerState StateOf(ContainerPhase phase, string id, ContainerState before) => phase switch
    {
        { State: "Running" } => new ContainerState { Running = new ContainerStateRunning { StartedAt = phase.StartTime } },
        { State: "Terminated" or "Succeeded" or "Failed" or "Canceled" } => new ContainerState
        {
            Terminated = new ContainerStateTerminated
            {
                ExitCode = phase.ExitCode ?? (phase.State is "Failed" or "Canceled" ? Killed : 0),
                Reason = IsReason(phase.DetailStatus) ? phase.DetailStatus : (phase.ExitCode ?? 0) == 0 && phase.State is not ("Failed" or "Canceled") ? "Completed" : "Error",
                Message = IsReason(phase.DetailStatus) || string.IsNullOrEmpty(phase.DetailStatus) ? null : phase.DetailStatus,
                StartedAt = phase.StartTime,
                FinishedAt = phase.FinishTime,
                ContainerID = id,
            },
        },
        { DetailStatus: { Length: > 0 } detail } when detail.Split(": ", 2) is [var reason, var message] && IsReason(reason) =>
            new ContainerState { Waiting = new ContainerStateWaiting { Reason = reason, Message = message } },
        { DetailStatus: { Length: > 0 } detail } when IsReason(detail) => new ContainerState { Waiting = new ContainerStateWaiting { Reason = detail } },
        { DetailStatus: { Length: > 0 } detail } => new ContainerState { Waiting = before.Waiting! with { Message = detail } },
        _ => before,
    };

    // Such as Completed or CrashLoopBackOff.
    private static bool IsReason(string? text) => text is { Length: > 0 } && char.IsAsciiLetterUpper(text[0]) && text.All(char.IsAsciiLetterOrDigit);

    private static bool IsTerminated(ContainerStatus container) => container.State?.Terminated is not null;

    private static bool IsRunning(ContainerStatus container) => container.State?.Running is not null;

    private static bool HasFailed(ContainerStatus container) => container.State?.Terminated is { ExitCode: not 0 };
}
