using JobFlows.Domain.Core;
using JobFlows.Pods.Kubelet.Probes;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Kubelet;

/// <summary>How one run of a container is brought to its end: hook, signal, kill.</summary>
internal sealed class ContainerStop
{
    // From the signal on a container has at least this long, whatever became of its grace period before.
    private static readonly TimeSpan LeastGrace = TimeSpan.FromSeconds(2);

    private readonly Node node;
    private readonly Container container;
    private readonly ContainerProcess process;
    private readonly DateTimeOffset killAt;
    private DateTimeOffset? askedAt;
    private LoopTimer? next;
    private bool over;

    private ContainerStop(Node node, Container container, ContainerProcess process, TimeSpan grace) =>
        (this.node, this.container, this.process, killAt) = (node, container, process, node.Time.GetUtcNow() + grace);

    /// <summary>Begins.</summary>
    /// <param name="node">The loop and the clock.</param>
    /// <param name="container">Its hook and its signal.</param>
    /// <param name="process">Its run.</param>
    /// <param name="grace">How long hook and command may take together; without any, there is no hook.</param>
    /// <param name="hookFailed">Called when the hook fails while the run goes on.</param>
    public static ContainerStop Begin(Node node, Container container, ContainerProcess process, TimeSpan grace, Action hookFailed)
    {
        var stop = new ContainerStop(node, container, process, grace);
        if (container.Lifecycle?.PreStop is not { } hook || grace <= TimeSpan.Zero)
        {
            stop.Ask();
            return stop;
        }

        stop.next = node.Loop.After(grace, stop.Ask);
        new ContainerAction(node, container, process).Run(hook, grace, outcome =>
        {
            if (outcome is not ProbeOutcome.Success && !stop.over)
            {
                hookFailed();
            }

            stop.Ask();
            node.Reports.Deliver();
        });
        return stop;
    }

    /// <summary>The pod's time is over: the signal now if it was not sent yet, and the kill as soon as may be.</summary>
    public void Hurry()
    {
        if (askedAt is { } asked)
        {
            KillAt(asked + LeastGrace);
        }
        else
        {
            Ask();
        }
    }

    /// <summary>The run has ended.</summary>
    public void End()
    {
        over = true;
        next?.Cancel();
    }

    private void Ask()
    {
        if (over || askedAt is not null)
        {
            return;
        }

        var now = node.Time.GetUtcNow();
        askedAt = now;
        KillAt(killAt > now + LeastGrace ? killAt : now + LeastGrace);
        process.Terminate(container.Lifecycle?.StopSignal);
    }

    private void KillAt(DateTimeOffset time)
    {
        next?.Cancel();
        next = node.Loop.After(time - node.Time.GetUtcNow(), process.KillAll);
    }
}
