using JobFlows.Domain.Core;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Kubelet.Probes;

/// <summary>Tries one probe of one run of a container again and again, and tells when its result changes hands often enough to count.</summary>
internal sealed class ProbeWorker
{
    private readonly Node node;
    private readonly ContainerAction action;
    private readonly Action<ProbeKind, Probe, bool> result;
    private readonly Action<ProbeKind, ProbeOutcome> trouble;
    private readonly Probe probe;
    private LoopTimer? next;
    private bool over;
    private bool? last;
    private int inARow;

    private ProbeWorker(
        Node node, ProbeKind kind, Probe probe, ContainerAction action, Action<ProbeKind, Probe, bool> result, Action<ProbeKind, ProbeOutcome> trouble) =>
        (this.node, Kind, this.probe, this.action, this.result, this.trouble) = (node, kind, probe, action, result, trouble);

    /// <summary>What it is for.</summary>
    public ProbeKind Kind { get; }

    /// <summary>Begins to try.</summary>
    /// <param name="node">The loop.</param>
    /// <param name="kind">What it is for.</param>
    /// <param name="probe">What to try, and how often.</param>
    /// <param name="runsFor">How long the container has run already.</param>
    /// <param name="action">Tries it.</param>
    /// <param name="result">Told each time a threshold is reached, with whether it was that of success.</param>
    /// <param name="trouble">Told of every try that was no success, or one with a warning.</param>
    public static ProbeWorker Start(
        Node node,
        ProbeKind kind,
        Probe probe,
        TimeSpan runsFor,
        ContainerAction action,
        Action<ProbeKind, Probe, bool> result,
        Action<ProbeKind, ProbeOutcome> trouble)
    {
        var worker = new ProbeWorker(node, kind, probe, action, result, trouble);
        worker.next = node.Loop.After(TimeSpan.FromSeconds(probe.InitialDelaySeconds ?? 0) - runsFor, worker.Try);
        return worker;
    }

    /// <summary>Tries no more; a try that is under way counts for nothing.</summary>
    public void Cancel()
    {
        over = true;
        next?.Cancel();
    }

    private void Try()
    {
        var begun = node.Time.GetTimestamp();
        action.Try(probe, outcome =>
        {
            if (!over)
            {
                next = node.Loop.After(TimeSpan.FromSeconds(Math.Max(1, probe.PeriodSeconds ?? 10)) - node.Time.GetElapsedTime(begun), Try);
                Take(outcome);
            }
        });
    }

    private void Take(ProbeOutcome outcome)
    {
        var success = outcome is ProbeOutcome.Success;
        inARow = last == success ? inARow + 1 : 1;
        last = success;
        if (outcome is not ProbeOutcome.Success { Warning: null })
        {
            trouble(Kind, outcome);
        }

        if (inARow >= Math.Max(1, (success ? probe.SuccessThreshold : probe.FailureThreshold) ?? (success ? 1 : 3)))
        {
            result(Kind, probe, success);
        }
    }
}
