using JobFlows.Domain.Scheduling;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Kubelet;

/// <summary>The end of patience with a pod that does not start.</summary>
internal sealed partial class PodRun
{
    private static readonly TimeSpan StartCheck = TimeSpan.FromSeconds(1);

    private LoopTimer? startDeadline;

    private void WatchStart()
    {
        if (StartDeadline.Of(pod) is { } at)
        {
            startDeadline = node.Loop.After(at - node.Time.GetUtcNow(), PassStartDeadline);
        }
    }

    // An init container that runs is a start that goes on: it is looked at again when nothing runs.
    private void PassStartDeadline()
    {
        if (Ended || stopping || MakeStatus().Phase != "Pending")
        {
            return;
        }

        if (All.Any(container => container.Process is not null))
        {
            startDeadline = node.Loop.After(StartCheck, PassStartDeadline);
            return;
        }

        var failed = StartDeadline.Fail(MakeStatus(), pod.Metadata.Annotations![StartDeadline.Annotation], WhyNotStarted(), node.Time.GetUtcNow());
        (reason, message, conditions) = (failed.Reason, failed.Message, failed.Conditions);
        Tell("Warning", StartDeadline.Exceeded, failed.Message!);
        Stop(TimeSpan.Zero);
        node.Reports.Deliver();
    }

    private (string Reason, string Message) WhyNotStarted() =>
        unschedulable is { } noClaim ? ("Unschedulable", noClaim)
        : !mounted ? (FailedMountReason, "its volumes could not be mounted")
        : All.FirstOrDefault(container => container.Status.State?.Waiting is { Message: not null }) is { Status.State.Waiting: var waiting } container
            ? (waiting!.Reason!, $"container {container.Spec.Name} waits: {waiting.Reason}: {waiting.Message}")
        : ("ContainersNotReady", "its containers have not started");
}
