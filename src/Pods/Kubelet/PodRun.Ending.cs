using JobFlows.Domain.Core;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Kubelet;

/// <summary>What the end of a container's run means for the container: how it is shown, and whether and when another run follows.</summary>
internal sealed partial class PodRun
{
    private void OnEnd(ContainerRun container, ContainerExit exit)
    {
        var started = container.StartedAt;
        container.Process = null;
        container.Probes?.Cancel();
        container.Probes = null;
        container.Stop?.End();
        if (exit.NotCreated is { } uncreated)
        {
            WaitForCreation(container, uncreated);
        }
        else if (exit.NotStarted is { } refusal)
        {
            TellCreated(container);
            FailStart(container, ContainerStarter.RuntimeError(refusal));
        }
        else if (exit.Problem is { } unstarted)
        {
            FailStart(container, ContainerStarter.RuntimeError(unstarted));
        }
        else if (!exit.CommandRan && !stopping)
        {
            ExplainSandbox(container);
        }
        else if (CannotExecute(container, exit) is { } refused)
        {
            CloseUnstarted(container, refused);
        }
        else
        {
            container.SandboxFailures = 0;
            var code = exit.CommandRan ? exit.Code : 128 + LibC.SigTerm;
            Close(container, new ContainerStateTerminated
            {
                ExitCode = code,
                Reason = code == 0 ? "Completed" : exit.OutOfMemory ? "OOMKilled" : "Error",
                Message = TerminationMessage(container, code),
                StartedAt = started,
                FinishedAt = exit.FinishedAt,
                ContainerID = container.Status.ContainerID,
            });
        }

        Advance();
        node.Reports.Deliver();
    }

    // Shows how a run ended, and sees to the next one if there is to be one.
    private void Close(ContainerRun container, ContainerStateTerminated terminated)
    {
        if (ShowEnd(container, terminated) is { } wait)
        {
            RetryAfter(container, wait);
        }
    }

    // Returns how long to wait for the next run; null when there will be none.
    private TimeSpan? ShowEnd(ContainerRun container, ContainerStateTerminated terminated)
    {
        unrecorded = true;
        var state = new ContainerState { Terminated = terminated };
        container.Status = container.Status with
        {
            State = state,
            Ready = container is { Init: true, Sidecar: false } && terminated.ExitCode == 0,
            Started = false,
        };
        if (stopping || finishing || !RestartDecision.ShouldRestart(Spec, container.Spec, container.Init, terminated.ExitCode!.Value))
        {
            return null;
        }

        container.Status = container.Status with { LastState = state };
        var finished = terminated.FinishedAt ?? node.Time.GetUtcNow();
        var wait = container.Crashes.After(terminated.Reason == StartErrorReason ? finished : container.StartedAt, finished);
        if (wait == TimeSpan.Zero)
        {
            container.Wait("ContainerCreating", null);
        }
        else
        {
            container.Wait("CrashLoopBackOff", $"back-off {CrashBackoff.Print(wait)} restarting failed container={container.Spec.Name} pod={PodNames.Full(pod)}");
            Tell("Warning", "BackOff", $"Back-off restarting failed container {container.Spec.Name} in pod {PodNames.Full(pod)}", container);
        }

        return wait;
    }

    private void RetryAfter(ContainerRun container, TimeSpan wait)
    {
        container.RetryAt = node.Time.GetUtcNow() + wait;
        container.Retry = node.Loop.After(wait, () => Again(container));
    }

    private void Again(ContainerRun container)
    {
        if (!stopping && !finishing && !container.Preparing)
        {
            StartRun(container);
            Advance();
            node.Reports.Deliver();
        }
    }
}
