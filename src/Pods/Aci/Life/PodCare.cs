using Azure;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Scheduling;
using JobFlows.Pods.Aci.Arm;
using JobFlows.Pods.Aci.Groups;
using JobFlows.Pods.Aci.Logs;
using JobFlows.Pods.Kubelet;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Aci.Life;

/// <summary>Takes one pod one step further: looks at its group, and does what that calls for.</summary>
/// <remarks>
/// What has to survive a crash is in the stored pod and in Azure. A group is made only for a stored pod without a start time, and only when there is
/// none; the start time is stored once Azure has accepted it, and taken back before a group that never ran is deleted. A group is deleted only
/// after its pod's end is stored.
/// </remarks>
internal sealed partial class PodCare(
    AciPodOptions options, ContainerGroups groups, IPodReports reports, IObjectStore store, IEndedLogs ended, GroupLogs logs, ArmGate gate, TimeProvider time)
{
    private const int LogTries = 5;
    private const long DefaultGraceSeconds = 30;

    private string? location = options.Location;

    /// <summary>Takes the step.</summary>
    /// <returns>When the next one is due; null when there is nothing more to do.</returns>
    /// <exception cref="RequestFailedException">Azure does not answer as it should: the step has to be taken again.</exception>
    public async Task<TimeSpan?> StepAsync(CaredPod pod, CancellationToken cancellation)
    {
        var name = GroupName.Of(pod.Ref.Uid);
        if (pod.IsRemoved || pod.IsRecorded)
        {
            if (!pod.IsSettled)
            {
                await groups.DeleteAsync(name, cancellation);
                gate.Open();
            }

            if (pod.IsRemoved)
            {
                await ended.RemoveAsync(pod.Ref, cancellation);
            }

            return null;
        }

        if (!pod.HasGroup && pod.StopBy is null && pod.Last is null && !IsAcknowledged(pod.Pod) && !IsTooLate(pod.Pod) && gate.Enter() is var wait && wait > TimeSpan.Zero)
        {
            return wait;
        }

        var group = await groups.FindAsync(name, cancellation);
        if (pod.Last is { } last)
        {
            return await FinishAsync(pod, last, group, cancellation);
        }

        if (group is null)
        {
            return await MissAsync(pod, cancellation);
        }

        pod.MissingSince = null;
        return group.IsGoing ? options.ShortestPoll
            : group is { HasFailed: true, HasRun: false } ? await RetireAsync(pod, group, cancellation)
            : await LookAsync(pod, group, cancellation);
    }

    /// <summary>Whether Azure has accepted the pod's group at some time.</summary>
    internal static bool IsAcknowledged(Pod pod) => pod.Status is { StartTime: not null } or { Phase: "Running" };

    private DateTimeOffset Now => time.GetUtcNow();

    private bool IsTooLate(Pod pod) => StartDeadline.Of(pod) <= Now;

    private static TimeSpan Grace(Pod pod) => Durations.Seconds(pod.Spec!.TerminationGracePeriodSeconds ?? DefaultGraceSeconds);

    // There is no group: it is still to be made, or it is lost, or was never wanted.
    private async Task<TimeSpan?> MissAsync(CaredPod pod, CancellationToken cancellation)
    {
        if (!pod.HasGroup && !IsAcknowledged(pod.Pod))
        {
            return pod.StopBy is null ? await CreateAsync(pod, cancellation) : await ConfirmAsync(pod, null, [], cancellation);
        }

        pod.MissingSince ??= Now;
        if (pod.StopBy is null && Now - pod.MissingSince < options.MissingPatience)
        {
            return options.ShortestPoll;
        }

        return await ConfirmAsync(pod, Judged(pod, LostPod.Fail(pod.Pod, Now)), [], cancellation);
    }

    // The group is there, and as it should be.
    private async Task<TimeSpan?> LookAsync(CaredPod pod, GroupView group, CancellationToken cancellation)
    {
        var known = IsAcknowledged(pod.Pod);
        var events = GroupEvents.New(group, pod.Told).ToList();
        if (pod.IsNew && known)
        {
            // An earlier process has told them.
            events.Clear();
        }
        else if (!known)
        {
            events.Insert(0, Scheduled(pod));
        }

        (pod.IsNew, pod.HasGroup, pod.Refusals) = (false, true, 0);
        var (status, over) = GroupStatus.Of(pod.Pod, group, Now);
        if (over)
        {
            return await EndAsync(pod, status, events, cancellation);
        }

        if (pod.StopBy is null)
        {
            WatchDeadlines(pod, group, status, events);
        }

        if (pod.StopBy is not null)
        {
            return await StopAsync(pod, group, status, events, cancellation);
        }

        await TellAsync(pod, status, events, cancellation);
        return NextLook(pod);
    }

    private void WatchDeadlines(CaredPod pod, GroupView group, PodStatus status, List<PodEvent> events)
    {
        if (pod.Pod.Spec!.ActiveDeadlineSeconds is { } seconds && status.StartTime + Durations.Seconds(seconds) <= Now)
        {
            pod.Verdict = ("DeadlineExceeded", "Pod was active on the node longer than the specified deadline");
            pod.StopBy = Now + Grace(pod.Pod);
            events.Add(new PodEvent("Warning", "DeadlineExceeded", pod.Verdict.Value.Message));
        }
        else if (status.Phase == "Pending" && !group.HasRun && IsTooLate(pod.Pod))
        {
            pod.Verdict = (StartDeadline.Exceeded, GroupEvents.WhyWaiting(group));
            pod.StopBy = Now;
            events.Add(new PodEvent("Warning", StartDeadline.Exceeded, Judged(pod, status).Message!));
        }
    }

    // Its containers have ended. Logs go with the group, so they come first.
    private async Task<TimeSpan?> EndAsync(CaredPod pod, PodStatus status, IReadOnlyList<PodEvent> events, CancellationToken cancellation)
    {
        var final = Judged(pod, status);
        if (!await KeepLogsAsync(pod, final, cancellation))
        {
            return RetryPace.After(pod.LogTroubles, options.ShortestRetry, options.LongestPoll);
        }

        await ConfirmAsync(pod, final, events, cancellation);
        pod.IsRecorded = true;
        return TimeSpan.Zero;
    }

    private async Task<TimeSpan?> StopAsync(CaredPod pod, GroupView group, PodStatus status, List<PodEvent> events, CancellationToken cancellation)
    {
        if (!pod.ToldToStop)
        {
            pod.ToldToStop = true;
            events.AddRange((status.ContainerStatuses ?? []).Where(container => container.State?.Running is not null)
                .Select(container => new PodEvent("Normal", "Killing", $"Stopping container {container.Name}", $"spec.containers{{{container.Name}}}")));
            if (Now < pod.StopBy)
            {
                // Azure keeps nothing of containers that it has stopped, so their logs come first.
                await KeepLogsAsync(pod, status, cancellation);
                pod.StopBy = await TellToStopAsync(group, cancellation) ? pod.StopBy : Now;
            }
        }

        if (Now < pod.StopBy)
        {
            await TellAsync(pod, status, events, cancellation);
            return pod.StopBy - Now is { } left && left < options.ShortestPoll ? left : options.ShortestPoll;
        }

        var killed = Judged(pod, GroupStatus.OfKilled(pod.Pod, group, Now));
        if (!await KeepLogsAsync(pod, killed, cancellation))
        {
            pod.LogTroubles = LogTries;
        }

        await groups.DeleteAsync(group.Name, cancellation);
        pod.Last = new PodReport(pod.Ref, killed, Stopped: true, events);
        return options.ShortestPoll;
    }

    // A group that is still being made can't be stopped, only deleted.
    private async Task<bool> TellToStopAsync(GroupView group, CancellationToken cancellation)
    {
        try
        {
            await groups.StopAsync(group.Name, cancellation);
            return true;
        }
        catch (RequestFailedException e)
        {
            gate.Throttle(ArmRefusal.Of(e));
            return false;
        }
    }

    // Nothing of a pod may be left when that is told.
    private async Task<TimeSpan?> FinishAsync(CaredPod pod, PodReport last, GroupView? group, CancellationToken cancellation)
    {
        if (group is null)
        {
            gate.Open();
            await reports.ReportAsync([last], cancellation);
            return null;
        }

        if (!group.IsGoing)
        {
            await groups.DeleteAsync(group.Name, cancellation);
        }

        return options.ShortestPoll;
    }

    /// <returns>False when they have to be tried again.</returns>
    private async Task<bool> KeepLogsAsync(CaredPod pod, PodStatus status, CancellationToken cancellation)
    {
        var kept = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var container in (status.InitContainerStatuses ?? []).Concat(status.ContainerStatuses ?? []).Where(container => container.State?.Waiting is null))
        {
            try
            {
                // A group that was stopped shows its containers as if they had never run; what was kept before counts.
                if (await logs.ReadAllAsync(pod.Ref.Uid, container.Name!, cancellation) is { } records && (records.Length > 0 || !pod.ToldToStop))
                {
                    kept[container.Name!] = records;
                }
            }
            catch (RequestFailedException e)
            {
                gate.Throttle(ArmRefusal.Of(e));
                if (++pod.LogTroubles < LogTries)
                {
                    return false;
                }

                // An end that is not told would hold up the Job for ever.
                options.Trouble?.Invoke($"the log of container {container.Name} of pod {pod.Ref.Namespace}/{pod.Ref.Name} is lost", e);
            }
        }

        await ended.KeepAsync(pod.Pod with { Status = status, Metadata = pod.Pod.Metadata with { ManagedFields = null } }, kept, cancellation);
        return true;
    }

    private static PodStatus WithVerdict(CaredPod pod, PodStatus status) => status with { Phase = "Failed", Reason = pod.Verdict!.Value.Reason, Message = pod.Verdict.Value.Message };

    private PodStatus Judged(CaredPod pod, PodStatus status) => pod.Verdict switch
    {
        null => status,
        { Reason: StartDeadline.Exceeded, Message: var why } => StartDeadline.Fail(status, pod.Pod.Metadata.Annotations![StartDeadline.Annotation], ("ContainersNotReady", why), Now),
        _ => WithVerdict(pod, status),
    };

    private TimeSpan NextLook(CaredPod pod)
    {
        var pause = TimeSpan.FromTicks(Math.Clamp((Now - pod.ChangedAt).Ticks / 10, options.ShortestPoll.Ticks, options.LongestPoll.Ticks));
        var deadline = pod.Pod.Spec!.ActiveDeadlineSeconds is { } seconds ? pod.Pod.Status?.StartTime + Durations.Seconds(seconds) - Now : null;
        return deadline < pause ? (deadline > TimeSpan.Zero ? deadline.Value : TimeSpan.Zero) : pause;
    }

    private async Task TellAsync(CaredPod pod, PodStatus status, IReadOnlyList<PodEvent> events, CancellationToken cancellation)
    {
        var changed = !KubeJson.Write(status).AsSpan().SequenceEqual(KubeJson.Write(pod.Pod.Status ?? new PodStatus()));
        if (changed || events.Count > 0)
        {
            await reports.ReportAsync([new PodReport(pod.Ref, status, Stopped: false, events)], cancellation);
            pod.Pod = pod.Pod with { Status = status };
            pod.ChangedAt = Now;
        }
    }

    private async Task<TimeSpan?> ConfirmAsync(CaredPod pod, PodStatus? status, IReadOnlyList<PodEvent> events, CancellationToken cancellation)
    {
        await reports.ReportAsync([new PodReport(pod.Ref, status, Stopped: true, events)], cancellation);
        return null;
    }

    private static PodEvent Scheduled(CaredPod pod) =>
        new("Normal", "Scheduled", $"Successfully assigned {pod.Ref.Namespace}/{pod.Ref.Name} to {pod.Pod.Spec!.NodeName}");
}
