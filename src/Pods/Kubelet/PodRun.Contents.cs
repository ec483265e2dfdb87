using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Scheduling;
using JobFlows.Pods.Linux;
using JobFlows.Pods.Objects;
using JobFlows.Pods.Volumes;

namespace JobFlows.Pods.Kubelet;

/// <summary>What the pod's containers see: claims, volumes, images, and the objects behind them.</summary>
internal sealed partial class PodRun
{
    private const string ConfigurationReason = "CreateContainerConfigError";
    private const string CreationReason = "CreateContainerError";
    private const string PullReason = "ErrImagePull";
    private const string PullBackOffReason = "ImagePullBackOff";

    private static readonly TimeSpan ClaimPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstMountPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestMountPause = TimeSpan.FromSeconds(122);
    private static readonly TimeSpan ConfigurationPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ImagePause = TimeSpan.FromSeconds(1);

    private readonly PodVolumes volumes;
    private LoopTimer? mounting;
    private TimeSpan mountPause = FirstMountPause;
    private string? unschedulable;
    private bool mounted;

    /// <summary>The ConfigMaps and Secrets that it refers to.</summary>
    public IReadOnlySet<NeededObject> Needs { get; }

    /// <summary>Takes over the conditions of its readiness gates, which others set.</summary>
    public void Gate(PodStatus? status)
    {
        if (Spec.ReadinessGates is { Count: > 0 })
        {
            gates = status?.Conditions;
        }
    }

    /// <summary>Takes over new labels and annotations, which volumes and variables may show.</summary>
    public void Relabel(ObjectMeta metadata)
    {
        pod = pod with { Metadata = pod.Metadata with { Labels = metadata.Labels, Annotations = metadata.Annotations } };
        ObjectsChanged();
    }

    /// <summary>Objects that it refers to have changed: volumes follow, and what waited for them goes on.</summary>
    public void ObjectsChanged()
    {
        RefreshVolumes();
        if (mounting is not null && unschedulable is null)
        {
            mountPause = FirstMountPause;
            Mount();
        }

        foreach (var container in All.Where(container => mounted && container.Status.State?.Waiting?.Reason == ConfigurationReason).ToList())
        {
            container.Retry?.Cancel();
            Again(container);
        }
    }

    // A claim is looked for before anything else happens to the pod, as a scheduler would: here may not be where it was bound. Nor does a pod start
    // on a disk that is almost full.
    private void LookForClaims()
    {
        if (Ended || stopping)
        {
            return;
        }

        if (FindUnschedulable() is not { } problem)
        {
            unschedulable = null;
            mounting = null;
            Tell("Normal", "Scheduled", $"Successfully assigned {Ref.Namespace}/{Ref.Name} to {Spec.NodeName}");
            Mount();
            return;
        }

        mounting = node.Loop.After(ClaimPause, LookForClaims);
        if (unschedulable is null)
        {
            unschedulable = problem;
            Tell("Warning", "FailedScheduling", unschedulable);
            node.Reports.Add(this);
        }

        node.Reports.Deliver();
    }

    private string? FindUnschedulable() =>
        node.Objects.Claims.FindMissing(pod) is { } missing ? NodeFit.MissingClaim(missing) : node.IsLowOnDisk ? NodeFit.DiskPressure : null;

    private void Mount()
    {
        mounting?.Cancel();
        mounting = null;
        if (Ended || stopping)
        {
            return;
        }

        var problems = volumes.SetUp(pod);
        foreach (var problem in problems)
        {
            Tell("Warning", FailedMountReason, problem);
        }

        mounted = problems.Count == 0;
        if (mounted)
        {
            WatchUsage();
        }
        else
        {
            mounting = node.Loop.After(mountPause, Mount);
            mountPause = mountPause * 2 < LongestMountPause ? mountPause * 2 : LongestMountPause;
        }

        Advance();
        node.Reports.Deliver();
    }

    private void RefreshVolumes()
    {
        if (mounted && !Ended)
        {
            foreach (var problem in volumes.Refresh(pod))
            {
                Tell("Warning", FailedMountReason, problem);
                node.Reports.Add(this);
            }
        }
    }

    private void WaitForConfiguration(ContainerRun container, string problem)
    {
        TellPulled(container);
        Tell("Warning", "Failed", $"Error: {problem}", container);
        container.Wait(ConfigurationReason, problem);
        container.Retry = node.Loop.After(ConfigurationPause, () => Again(container));
    }

    // Its image is looked for beside the loop, and perhaps pulled; by then the pod may be over.
    private void Prepare(ContainerRun container, Action<Action, Action<Func<StartOutcome>>> find, int restarts)
    {
        container.Preparing = true;
        find(TellPulling, next =>
        {
            container.Preparing = false;
            if (!Ended && !stopping && !finishing)
            {
                Take(container, Attempt(next), restarts);
                Advance();
                node.Reports.Deliver();
            }
        });

        void TellPulling()
        {
            Tell("Normal", "Pulling", $"Pulling image \"{container.Spec.Image}\"", container);
            node.Reports.Add(this);
            node.Reports.Deliver();
        }
    }

    // It has not begun: the next try is no restart.
    private void WaitForCreation(ContainerRun container, string problem)
    {
        container.Begun = container.Status.RestartCount > 0;
        container.Status = container.Status with { RestartCount = Math.Max(0, container.Status.RestartCount!.Value - 1) };
        Tell("Warning", "Failed", $"Error: {problem}", container);
        container.Wait(CreationReason, problem);
        if (!stopping && !finishing)
        {
            container.Retry = node.Loop.After(ConfigurationPause, () => Again(container));
        }
    }

    // The catalogue is looked at all the time, which costs nothing; what is told keeps to the pace of a kubelet.
    private void WaitForImage(ContainerRun container, StartOutcome.NoImage missing)
    {
        var (reason, problem) = (missing.Reason, missing.Message);
        var image = container.Spec.Image;
        var now = node.Time.GetUtcNow();
        if (reason != PullReason)
        {
            if (container.Status.State?.Waiting?.Message != problem)
            {
                Tell("Warning", reason == "InvalidImageName" ? "InspectFailed" : reason, problem, container);
                Tell("Warning", "Failed", $"Error: {reason}", container);
                container.Wait(reason, problem);
            }
        }
        else if (now >= container.NextPull)
        {
            container.NextPull = now + container.PullPause(now);
            if (!missing.PullTold)
            {
                Tell("Normal", "Pulling", $"Pulling image \"{image}\"", container);
            }

            Tell("Warning", "Failed", $"Failed to pull image \"{image}\": {problem}", container);
            Tell("Warning", "Failed", $"Error: {PullReason}", container);
            container.Wait(PullReason, problem);
        }
        else if (container.Status.State?.Waiting?.Reason != PullBackOffReason)
        {
            Tell("Normal", "BackOff", $"Back-off pulling image \"{image}\"", container);
            Tell("Warning", "Failed", $"Error: {PullBackOffReason}", container);
            container.Wait(PullBackOffReason, $"Back-off pulling image \"{image}\": {PullReason}: {problem}");
        }

        container.Retry = node.Loop.After(ImagePause, () => Again(container));
    }

    private void TellPulled(ContainerRun container, string? pulled = null) =>
        Tell("Normal", "Pulled", pulled ?? $"Container image \"{container.Spec.Image}\" already present on machine and can be accessed by the pod", container);
}
