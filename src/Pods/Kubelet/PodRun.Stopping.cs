namespace JobFlows.Pods.Kubelet;

/// <summary>How containers are brought to their end: sidecars last and in reverse.</summary>
internal sealed partial class PodRun
{
    // Ends one run of a container. What becomes of the container then is its policy's business.
    private void StopRun(ContainerRun container, TimeSpan grace, string why)
    {
        if (container is not { Process: { } process, Stop: null })
        {
            return;
        }

        container.Probes?.OnlyReadiness();
        Tell("Normal", "Killing", why, container);
        container.Stop = ContainerStop.Begin(node, container.Spec, process, grace, () =>
        {
            Tell("Warning", "FailedPreStopHook", "PreStopHook failed", container);
            node.Reports.Add(this);
        });
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

    // The containers' time together begins. One that was running out sooner does so no longer.
    private void BeginGrace(TimeSpan grace)
    {
        killAt = node.Time.GetUtcNow() + grace;
        kill?.Cancel();
        kill = node.Loop.After(grace, RunOutOfTime);
    }

    // Sidecars whose turn did not come get their signal as well.
    private void RunOutOfTime()
    {
        foreach (var container in All)
        {
            StopRun(container, TimeSpan.Zero, Stopped(container));
            container.Stop?.Hurry();
        }

        node.Reports.Deliver();
    }

    private void KillAll()
    {
        foreach (var container in All)
        {
            container.Process?.KillAll();
        }
    }
}
