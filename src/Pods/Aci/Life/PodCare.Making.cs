using Azure;
using Azure.Core;
using Azure.ResourceManager.Resources;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Scheduling;
using JobFlows.Pods.Aci.Arm;
using JobFlows.Pods.Aci.Groups;
using JobFlows.Pods.Objects;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Aci.Life;

/// <summary>How groups are made, and what becomes of pods whose groups can't be.</summary>
internal sealed partial class PodCare
{
    private const string FailedCreate = "FailedCreate";

    private async Task<TimeSpan?> CreateAsync(CaredPod pod, CancellationToken cancellation)
    {
        // The group was looked for before this is read: if another process has had it made meanwhile, and even ended, the stored pod says so.
        var stored = await store.GetAsync(new ObjectKey(ResourceTypes.Pods.Resource, pod.Ref.Namespace, pod.Ref.Name), cancellation);
        if (stored is null || stored.Uid != pod.Ref.Uid || KubeTypes.Read<Pod>(stored) is not { Metadata.DeletionTimestamp: null } current)
        {
            return await ConfirmAsync(pod, null, [], cancellation);
        }

        if (current.Status is { Phase: "Succeeded" or "Failed" } end)
        {
            return await ConfirmAsync(pod, end, [], cancellation);
        }

        pod.Pod = current;
        if (IsAcknowledged(current))
        {
            return options.ShortestPoll;
        }

        if (IsTooLate(current))
        {
            pod.Verdict = (StartDeadline.Exceeded, pod.Obstacle ?? "its container group has not been made");
            var failed = Judged(pod, current.Status ?? new PodStatus());
            return await ConfirmAsync(pod, failed, [new PodEvent("Warning", StartDeadline.Exceeded, failed.Message!)], cancellation);
        }

        var objects = new ObjectTable();
        objects.Put(await ObjectsOfPods.ReadAsync(store, GroupNeeds.Of(current), cancellation));
        return GroupPlanner.Plan(current, objects, options.Subnet) switch
        {
            GroupPlan.Ready when !await IsCurrentAsync(current, cancellation) => options.ShortestPoll,
            GroupPlan.Ready(var properties) => await AskAsync(pod, properties.ToJsonString(), cancellation),
            GroupPlan.Unsupported(var problems) => await RejectAsync(pod, "NotSupported", $"Pod was rejected: {string.Join("; ", problems)}", "NotSupported", cancellation),
            GroupPlan.BadConfiguration(var message) => await WaitAsync(
                pod, message, new ContainerStateWaiting { Reason = "CreateContainerConfigError", Message = message }, new PodEvent("Warning", "Failed", $"Error: {message}"), cancellation),
            GroupPlan.CannotMount(var message) => await WaitAsync(pod, message, null, new PodEvent("Warning", "FailedMount", message), cancellation),
            _ => throw new InvalidOperationException("a plan is neither that nor that"),
        };
    }

    // A process among several may not have seen yet what another has written. A write that is refused tells.
    private async Task<bool> IsCurrentAsync(Pod current, CancellationToken cancellation) =>
        options.LooksByItself || (await store.WriteAsync([ObjectWrites.Update(ResourceTypes.Pods, current)], cancellation))[0] is WriteResult.Written;

    private async Task<TimeSpan?> AskAsync(CaredPod pod, string properties, CancellationToken cancellation)
    {
        try
        {
            location ??= await groups.LocationAsync(cancellation);
            var group = new GenericResourceData(new AzureLocation(location)) { Properties = BinaryData.FromString(properties) };
            foreach (var (tag, value) in GroupName.Tags(pod.Pod, options.Server))
            {
                group.Tags[tag] = value;
            }

            await groups.CreateAsync(GroupName.Of(pod.Ref.Uid), group, cancellation);
        }
        catch (RequestFailedException e)
        {
            var refusal = ArmRefusal.Of(e);
            gate.Throttle(refusal);
            return refusal.IsFinal
                ? await RejectAsync(pod, "ProviderFailed", refusal.ToString(), FailedCreate, cancellation)
                : await HoldAsync(pod, refusal.ToString(), refusal.RetryAfter, cancellation);
        }

        gate.Open();
        (pod.HasGroup, pod.IsNew, pod.Refusals, pod.Obstacle) = (true, false, 0, null);
        await TellAsync(pod, GroupStatus.OfWaiting(pod.Pod, null, null, Now) with { StartTime = Now }, [Scheduled(pod)], cancellation);
        return options.ShortestPoll;
    }

    // Azure accepted the group and then had no room for it, or it failed before anything ran: there has been no pod yet.
    private async Task<TimeSpan?> RetireAsync(CaredPod pod, GroupView group, CancellationToken cancellation)
    {
        if (pod.StopBy is not null)
        {
            await groups.DeleteAsync(group.Name, cancellation);
            pod.Last = new PodReport(pod.Ref, Status: null, Stopped: true, []);
            return options.ShortestPoll;
        }

        (pod.IsNew, pod.HasGroup) = (false, false);
        pod.Told.Clear();
        var wait = await HoldAsync(pod, GroupEvents.WhyFailed(group), null, cancellation);
        await groups.DeleteAsync(group.Name, cancellation);
        return wait;
    }

    // There is no room for it now. It waits, like a pod that fits on no node; that is no failure of the pod's.
    private async Task<TimeSpan?> HoldAsync(CaredPod pod, string why, TimeSpan? told, CancellationToken cancellation)
    {
        pod.Refusals++;
        pod.Obstacle = why;
        gate.Refuse(told);
        await TellAsync(pod, GroupStatus.OfWaiting(pod.Pod, why, null, Now), [new PodEvent("Warning", FailedCreate, $"Error creating: {why}")], cancellation);
        return UntilStartDeadline(pod, RetryPace.After(pod.Refusals, options.ShortestRetry, options.LongestRetry, told));
    }

    // Something that it refers to is missing; it may come.
    private async Task<TimeSpan?> WaitAsync(CaredPod pod, string why, ContainerStateWaiting? waiting, PodEvent what, CancellationToken cancellation)
    {
        pod.Refusals++;
        await TellAsync(pod, GroupStatus.OfWaiting(pod.Pod, null, waiting, Now), pod.Obstacle == why ? [] : [what], cancellation);
        pod.Obstacle = why;
        return UntilStartDeadline(pod, RetryPace.After(pod.Refusals, options.ShortestRetry, options.LongestPoll));
    }

    private Task<TimeSpan?> RejectAsync(CaredPod pod, string reason, string message, string what, CancellationToken cancellation) => ConfirmAsync(
        pod, GroupStatus.OfRefused(pod.Pod, reason, message), [new PodEvent("Warning", what, what == FailedCreate ? $"Error creating: {message}" : message)], cancellation);

    private TimeSpan UntilStartDeadline(CaredPod pod, TimeSpan wait) =>
        StartDeadline.Of(pod.Pod) - Now is { } left && left < wait ? (left > TimeSpan.Zero ? left : TimeSpan.Zero) : wait;
}
