using JobFlows.Domain.Core;
using JobFlows.Pods.ContainerEngines;
using JobFlows.Pods.Linux;
using JobFlows.Pods.Logs;
using JobFlows.Pods.Objects;
using JobFlows.Pods.Volumes;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Kubelet;

/// <summary>All pods of this machine: starts them once, stops them, and remembers how they ended. Lives on the event loop.</summary>
internal sealed class PodHost(Node node)
{
    private static readonly TimeSpan ReapPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan KeepPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan KillPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan KillPatience = TimeSpan.FromSeconds(5);

    private readonly IContainerStarter starter = node.Engine is { } engine ? new EngineStarter(node, engine) : new ContainerStarter(node);
    private readonly PodTraces traces = new(node.Folders);
    private readonly Dictionary<string, PodRun> pods = new(StringComparer.Ordinal);
    private readonly Strays strays = new();
    private readonly LogArchive archive = new(node.Folders);
    private readonly HashSet<string> removeAtEnd = new(StringComparer.Ordinal);
    private int alive;

    /// <summary>Whether no pod runs or waits to run.</summary>
    public bool IsIdle => alive == 0;

    /// <summary>The main process of a container, while it runs.</summary>
    public ContainerProcess? Process(string uid, string container) => pods.GetValueOrDefault(uid)?.Process(container);

    /// <summary>Begins to look after the disk.</summary>
    public void WatchDisk() => new DiskPressure(node, () => pods.Values).Watch();

    /// <summary>Begins to take the exits of processes that pods left to this process.</summary>
    public void ReapNowAndThen() => node.Loop.After(ReapPause, () =>
    {
        strays.Look([.. pods.Values.Where(run => !run.Ended).Select(run => run.Ref.Uid)]);
        ReapNowAndThen();
    });

    /// <summary>Starts the pods that were never started, and takes up those of a supervisor that died; of the others it tells how they are.</summary>
    public void Start(IReadOnlyList<Pod> wanted)
    {
        var lost = new List<PodRun>();
        foreach (var pod in wanted)
        {
            var uid = pod.Metadata.Uid!;
            if (pods.TryGetValue(uid, out var known))
            {
                known.Relabel(pod.Metadata);
                known.Limit(pod.Spec?.ActiveDeadlineSeconds);
                known.Gate(pod.Status);
                node.Reports.Add(known);
            }
            else if (traces.ReadEnd(uid) is { } status)
            {
                node.Reports.Add(new PodReport(Ref(pod), status, Stopped: true, []));
            }
            else if (pod.Metadata.DeletionTimestamp is not null || pod.Status?.Phase == "Running" || traces.HasTrace(pod))
            {
                lost.Add(Adopt(pod));
            }
            else
            {
                Add(pod).Start();
            }
        }

        if (lost.Count > 0)
        {
            Recover(lost, node.Time.GetUtcNow() + KillPatience);
        }

        node.Reports.Deliver();
    }

    /// <summary>Takes over objects that pods refer to, and lets those that run see what has changed.</summary>
    public void Supply(PodObjects objects)
    {
        var changed = node.Objects.Put(objects);
        if (changed.Count > 0)
        {
            foreach (var run in pods.Values.Where(run => !run.Ended && run.Needs.Overlaps(changed)).ToList())
            {
                run.ObjectsChanged();
            }
        }

        node.Reports.Deliver();
    }

    /// <summary>Stops a pod; one that isn't here, or has ended, is reported as stopped.</summary>
    public void Stop(PodRef pod, TimeSpan grace)
    {
        if (!pods.TryGetValue(pod.Uid, out var run))
        {
            node.Reports.Add(new PodReport(pod, traces.ReadEnd(pod.Uid), Stopped: true, []));
        }
        else if (run.Ended)
        {
            node.Reports.Add(run);
        }
        else
        {
            run.Stop(grace);
        }

        node.Reports.Deliver();
    }

    /// <summary>Forgets pods and deletes their folders; what still runs is killed first.</summary>
    public void Remove(IReadOnlyList<PodRef> gone)
    {
        foreach (var pod in gone)
        {
            if (pods.TryGetValue(pod.Uid, out var run) && !run.Ended)
            {
                removeAtEnd.Add(pod.Uid);
                run.Stop(TimeSpan.Zero);
            }
            else
            {
                pods.Remove(pod.Uid);
                DeleteFolder(pod.Uid);
            }
        }

        node.Reports.Deliver();
    }

    /// <summary>Removes what was kept of the pods of Jobs that are gone.</summary>
    public void Forget(IReadOnlyList<LogOwner> gone) => _ = Task.Run(() =>
    {
        foreach (var owner in gone)
        {
            archive.Forget(owner);
        }
    });

    /// <summary>Kills everything.</summary>
    public void StopAll()
    {
        foreach (var pod in pods.Values.ToList())
        {
            pod.Stop(TimeSpan.Zero);
        }

        node.Reports.Deliver();
    }

    /// <summary>Tells of every pod again, for a server that has just connected.</summary>
    public void TellAll()
    {
        foreach (var pod in pods.Values)
        {
            node.Reports.Add(pod);
        }

        node.Reports.Deliver();
    }

    /// <summary>The reports have arrived for good: pods whose end has been told need not be kept.</summary>
    public void Acknowledge(IReadOnlyList<PodReport> reports)
    {
        foreach (var report in reports)
        {
            if (report.Stopped && pods.TryGetValue(report.Pod.Uid, out var run) && !run.Queued)
            {
                pods.Remove(report.Pod.Uid);
            }
        }
    }

    /// <summary>The reports did not arrive; they are told again.</summary>
    public void TakeBack(IReadOnlyList<PodReport> reports)
    {
        foreach (var report in reports)
        {
            if (pods.TryGetValue(report.Pod.Uid, out var run))
            {
                run.TakeBack(report);
                node.Reports.Add(run);
            }
            else
            {
                node.Reports.Add(report);
            }
        }
    }

    private static PodRef Ref(Pod pod) => new(pod.Metadata.Namespace ?? string.Empty, pod.Metadata.Name ?? string.Empty, pod.Metadata.Uid!);

    private PodRun Add(Pod pod)
    {
        var run = new PodRun(pod, node, starter, traces) { OnEnded = OnEnded };
        pods.Add(run.Ref.Uid, run);
        alive++;
        node.Objects.Hold(run.Needs);
        return run;
    }

    private PodRun Adopt(Pod pod)
    {
        var run = Add(pod);
        run.Adopt(PodProgress.Join(traces.ReadProgress(run.Ref.Uid), pod.Status));
        return run;
    }

    private void OnEnded(PodRun run)
    {
        alive--;
        node.Objects.LetGo(run.Needs);
        if (removeAtEnd.Remove(run.Ref.Uid))
        {
            pods.Remove(run.Ref.Uid);
            traces.WriteEnd(run);
            DeleteFolder(run.Ref.Uid);
        }
        else
        {
            KeepEnd(run);
        }
    }

    // The disk may be full, for a while.
    private void KeepEnd(PodRun run)
    {
        if (!traces.WriteEnd(run))
        {
            node.Loop.After(KeepPause, () =>
            {
                if (Directory.Exists(node.Folders.Pod(run.Ref.Uid)))
                {
                    KeepEnd(run);
                }
            });
        }
    }

    // A supervisor before this one had these pods and died: first what it left of them has to go.
    private void Recover(IReadOnlyList<PodRun> lost, DateTimeOffset patience)
    {
        if (Leftovers.KillMarked([.. lost.Select(run => $"{ContainerStarter.PodMark}={run.Ref.Uid}")]) && node.Time.GetUtcNow() < patience)
        {
            node.Loop.After(KillPause, () => Recover(lost, patience));
            return;
        }

        foreach (var run in lost)
        {
            run.GoOn();
        }

        node.Reports.Deliver();
    }

    private void DeleteFolder(string uid) => _ = FolderRemoval.Begin(node.Folders.Pod(uid), () => archive.Keep(uid));
}
