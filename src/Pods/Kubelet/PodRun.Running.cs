using JobFlows.Domain.Core;
using JobFlows.Pods.Kubelet.Probes;

namespace JobFlows.Pods.Kubelet;

/// <summary>What happens while containers run: the hook after the start, and the probes.</summary>
internal sealed partial class PodRun
{
    // The container has not started for anybody, nor what comes after it, before its hook is done.
    private void Begin(ContainerRun container, StartOutcome.Running running, int restarts)
    {
        var process = running.Process;
        container.Process = process;
        container.Stopping = false;
        container.Begun = true;
        container.StartedAt = node.Time.GetUtcNow();
        container.Status = container.Status with { RestartCount = restarts, ImageID = running.ImageId ?? $"jobflows://{container.Spec.Image}" };
        if (container.SandboxFailures == 0)
        {
            TellPulled(container, running.Pulled);
        }

        var atOnce = true;
        process.WhenStarted(() =>
        {
            if (container.Process == process)
            {
                NoteStarted(container, process, !atOnce || container.SandboxFailures == 0);
                RunPostStart(container, process);
                if (!atOnce)
                {
                    Advance();
                    node.Reports.Deliver();
                }
            }
        });
        atOnce = false;
    }

    private void RunPostStart(ContainerRun container, ContainerProcess process)
    {
        if (container.Spec.Lifecycle?.PostStart is not { } hook)
        {
            ShowRunning(container);
            return;
        }

        new ContainerAction(node, container.Spec, process).Run(hook, timeout: null, outcome =>
        {
            if (container.Process != process)
            {
                return;
            }

            ShowRunning(container);
            if (outcome is not ProbeOutcome.Success && !container.Stopping)
            {
                Tell("Warning", "FailedPostStartHook", "PostStartHook failed", container);
                StopRun(container, Grace, "FailedPostStartHook");
            }

            Advance();
            node.Reports.Deliver();
        });
    }

    private void Watch(ContainerRun container)
    {
        var spec = container.Spec;
        container.LetsOthersStart |= spec.StartupProbe is null;
        if (!container.Stopping && container.Process is { } process && (spec.StartupProbe ?? spec.ReadinessProbe ?? spec.LivenessProbe) is not null)
        {
            container.Probes = new ContainerProbes(
                node, spec, process, (kind, probe, success) => OnProbe(container, kind, probe, success), (kind, outcome) => TellTrouble(container, kind, outcome));
        }
    }

    private void OnProbe(ContainerRun container, ProbeKind kind, Probe probe, bool success)
    {
        var before = container.Status;
        switch (kind)
        {
            case ProbeKind.Startup when success:
                container.LetsOthersStart = true;
                container.Status = container.Status with { Started = true, Ready = container.Spec.ReadinessProbe is null };
                break;
            case ProbeKind.Readiness:
                container.Status = container.Status with { Ready = success };
                break;
            case ProbeKind.Startup or ProbeKind.Liveness when !success:
                var again = Spec.RestartPolicy == "Never" && !container.Sidecar ? string.Empty : ", will be restarted";
                var grace = probe.TerminationGracePeriodSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : Grace;
                StopRun(container, grace, $"Container {container.Spec.Name} failed {kind.ToString().ToLowerInvariant()} probe{again}");
                break;
        }

        if (container.Status != before)
        {
            Advance();
        }
        else
        {
            node.Reports.Add(this);
        }

        node.Reports.Deliver();
    }

    private void TellTrouble(ContainerRun container, ProbeKind kind, ProbeOutcome outcome)
    {
        var (reason, message) = outcome switch
        {
            ProbeOutcome.Failure { Text: var text } => ("Unhealthy", $"{kind} probe failed: {text}"),
            ProbeOutcome.Error { Text: var text } => ("Unhealthy", $"{kind} probe errored and resulted in unknown state: {text}"),
            ProbeOutcome.Success { Warning: { } text } => ("ProbeWarning", $"{kind} probe warning: {text}"),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };
        Tell("Warning", reason, message, container);
        node.Reports.Add(this);
        node.Reports.Deliver();
    }
}
