using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Kubelet;

/// <summary>
/// Pods with news, and who waits for news. A pod's status is made when it is taken, so that whatever happened meanwhile is told once.
/// </summary>
internal sealed class ReportQueue
{
    private readonly Queue<PodRun> changed = new();
    private readonly Queue<PodReport> loose = new();
    private object? owner;
    private int wanted;
    private Action<IReadOnlyList<PodReport>>? taker;

    /// <summary>Notes that the pod has news.</summary>
    public void Add(PodRun pod)
    {
        if (!pod.Queued)
        {
            pod.Queued = true;
            changed.Enqueue(pod);
        }
    }

    /// <summary>Adds a report about a pod that is not kept here.</summary>
    public void Add(PodReport report) => loose.Enqueue(report);

    /// <summary>Asks for the next reports; <paramref name="take"/> is called once, as soon as there is one. Replaces an earlier request.</summary>
    public void Take(object asker, int most, Action<IReadOnlyList<PodReport>> take)
    {
        owner = asker;
        wanted = most;
        taker = take;
        Deliver();
    }

    /// <summary>Hands out what there is, if someone waits. Called at the end of whatever may have made news.</summary>
    public void Deliver()
    {
        if (taker is not { } take || (changed.Count == 0 && loose.Count == 0))
        {
            return;
        }

        var reports = new List<PodReport>();
        while (reports.Count < wanted && loose.TryDequeue(out var report))
        {
            reports.Add(report);
        }

        while (reports.Count < wanted && changed.TryDequeue(out var pod))
        {
            pod.Queued = false;
            reports.Add(pod.Report());
        }

        taker = null;
        take(reports);
    }

    /// <summary>The asker takes no more reports; if another has taken its place, that one still does.</summary>
    public void Detach(object asker)
    {
        if (ReferenceEquals(owner, asker))
        {
            taker = null;
        }
    }
}
