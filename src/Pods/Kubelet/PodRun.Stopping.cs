using JobFlows.Pods.Kubelet.Probes;

namespace JobFlows.Pods.Kubelet;

/// <summary>How containers are brought to their end: hook, signal, kill; sidecars last and in reverse.</summary>
internal sealed partial class PodRun
{
    // A container gets this long after its hook, however long that took.
    private static readonly TimeSpan LeastGrace = TimeSpan.FromSeconds(2);

    // Ends one run of a container. What becomes of the container then is its policy's business.
    private void StopRun(ContainerRun container, TimeSpan grace, string why)
    {
        if (container.Process is not { } process || container.Stopping)
        {
            return;
        }

        container.Stopping = true;
        container.Probes?.OnlyReadiness();
        Tell("Normal", "Killing", why, container);
        var killAt = node.Time.GetUtcNow() + grace;
        container.Kill = node.Loop.After(grace, process.KillAll);
        if (container.Spec.Lifecycle?.PreStop is not { } hook || grace <= TimeSpan.Zero)
        {
            process.Terminate(container.Spec.Lifecycle?.StopSignal);
            return;
        }

        var asked = false;
        var patience = node.Loop.After(grace, Ask);
        new ContainerAction(node, container.Spec, process).Run(hook, grace, outcome =>
        {
            if (outcome is not ProbeOutcome.Success && container.Process == process)
            {
                Tell("Warning", "FailedPreStopHook", "PreStopHook failed", container);
                node.Reports.Add(this);
            }

            patience.Cancel();
            Ask();
        });

        void Ask()
        {
            if (asked || container.Process != process)
            {
                return;
            }

            asked = true;
            var left = killAt - node.Time.GetUtcNow();
            container.Kill?.Cancel();
            container.Kill = node.Loop.After(left > LeastGrace ? left : LeastGrace, process.KillAll);
            process.Terminate(container.Spec.Lifecycle?.StopSignal);
            node.Reports.Deliver();
        }
    }

    // All but the sidecars at once; a sidecar when nothing that started after it is left.
    private void StopContainers()
    {
        foreach (var container in All)
        {
            container.Retry?.Cancel();
            if (!container.Sidecar)
            {
                StopRun(container, TimeLeft(), Stopped(container));
            }
        }

        StopSidecars();
    }

    private void StopSidecars()
    {
        if (All.Any(container => !container.Sidecar && container.Process is not null))
        {
            return;
        }

        foreach (var sidecar in init.Where(container => container.Sidecar))
        {
            sidecar.Retry?.Cancel();
        }

        if (init.FindLast(container => container.Sidecar && container.Process is not null) is { } last)
        {
            StopRun(last, TimeLeft(), Stopped(last));
        }
    }

    private static string Stopped(ContainerRun container) => $"Stopping container {container.Spec.Name}";

    private TimeSpan TimeLeft() => killAt - node.Time.GetUtcNow() is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    // The pod's time is over, whatever its containers are at.
    private void KillAll()
    {
        foreach (var container in All)
        {
            container.Process?.KillAll();
        }
    }
}
