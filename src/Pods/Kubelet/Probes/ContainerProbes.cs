using JobFlows.Domain.Core;

namespace JobFlows.Pods.Kubelet.Probes;

/// <summary>The probes of one run of a container.</summary>
internal sealed class ContainerProbes
{
    private readonly Node node;
    private readonly Container container;
    private readonly ContainerAction action;
    private readonly DateTimeOffset startedAt;
    private readonly Action<ProbeKind, Probe, bool> result;
    private readonly Action<ProbeKind, ProbeOutcome> trouble;
    private readonly List<ProbeWorker> workers = [];
    private bool started;

    /// <summary>Begins to probe: with the startup probe if there is one, or else with the others.</summary>
    public ContainerProbes(
        Node node, Container container, ContainerProcess process, Action<ProbeKind, Probe, bool> result, Action<ProbeKind, ProbeOutcome> trouble)
    {
        (this.node, this.container, this.result, this.trouble) = (node, container, result, trouble);
        action = new ContainerAction(node, container, process);
        startedAt = node.Time.GetUtcNow();
        if (container.StartupProbe is { } startup)
        {
            Add(ProbeKind.Startup, startup);
        }
        else
        {
            StartOthers();
        }
    }

    /// <summary>Ends all but the readiness probe, for a container that is being stopped.</summary>
    public void OnlyReadiness() => CancelWhere(worker => worker.Kind != ProbeKind.Readiness);

    /// <summary>Ends all.</summary>
    public void Cancel() => CancelWhere(_ => true);

    private void Add(ProbeKind kind, Probe probe) =>
        workers.Add(ProbeWorker.Start(node, kind, probe, node.Time.GetUtcNow() - startedAt, action, OnResult, trouble));

    private void OnResult(ProbeKind kind, Probe probe, bool success)
    {
        if (kind == ProbeKind.Startup && success && !started)
        {
            CancelWhere(worker => worker.Kind == ProbeKind.Startup);
            StartOthers();
        }

        result(kind, probe, success);
    }

    private void StartOthers()
    {
        started = true;
        if (container.ReadinessProbe is { } readiness)
        {
            Add(ProbeKind.Readiness, readiness);
        }

        if (container.LivenessProbe is { } liveness)
        {
            Add(ProbeKind.Liveness, liveness);
        }
    }

    private void CancelWhere(Func<ProbeWorker, bool> which)
    {
        foreach (var worker in workers.Where(which).ToList())
        {
            worker.Cancel();
            workers.Remove(worker);
        }
    }
}
