using System.Text.Json;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
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

    private readonly IContainerStarter starter = node.Engine is { } engine ? new EngineStarter(node, engine) : new ContainerStarter(node);
    private readonly Dictionary<string, PodRun> pods = new(StringComparer.Ordinal);
    private readonly Strays strays = new();
    private readonly LogArchive archive = new(node.Folders);
    private readonly HashSet<string> removeAtEnd = new(StringComparer.Ordinal);
    private int alive;

    /// <summary>Whether no pod runs or waits to run.</summary>
    public bool IsIdle => alive == 0;

    /// <summary>The main process of a container, while it runs.</summary>
    public ContainerProcess? Process(string uid, string container) => pods.GetValueOrDefault(uid)?.Process(container);

    /// <summary>Begins to take the exits of processes that pods left to this process.</summary>
    public void ReapNowAndThen() => node.Loop.After(ReapPause, () =>
    {
        strays.Look([.. pods.Values.Where(run => !run.Ended).Select(run => run.Ref.Uid)]);
        ReapNowAndThen();
    });

    /// <summary>Starts the pods that were never started; of the others it tells how they are.</summary>
    public void Start(IReadOnlyList<Pod> wanted)
    {
        var lost = new List<Pod>();
        foreach (var pod in wanted)
        {
            var uid = pod.Metadata.Uid!;
            if (pods.TryGetValue(uid, out var known))
            {
                known.Relabel(pod.Metadata);
                known.Limit(pod.Spec?.ActiveDeadlineSeconds);
                node.Reports.Add(known);
            }
            else if (ReadFinalStatus(uid) is { } status)
            {
                node.Reports.Add(new PodReport(Ref(pod), status, Stopped: true, []));
            }
            else if (pod.Status?.Phase == "Running" || HasTrace(pod))
            {
                lost.Add(pod);
            }
            else
            {
                StartNew(pod);
            }
        }

        Bury(lost);
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
            node.Reports.Add(new PodReport(pod, ReadFinalStatus(pod.Uid), Stopped: true, []));
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

    private void StartNew(Pod pod)
    {
        var run = new PodRun(pod, node, starter) { OnEnded = OnEnded };
        pods.Add(run.Ref.Uid, run);
        alive++;
        node.Objects.Hold(run.Needs);
        run.Start();
    }

    private void OnEnded(PodRun run)
    {
        alive--;
        node.Objects.LetGo(run.Needs);
        if (removeAtEnd.Remove(run.Ref.Uid))
        {
            pods.Remove(run.Ref.Uid);
            WriteFinalStatus(run);
            DeleteFolder(run.Ref.Uid);
        }
        else
        {
            WriteFinalStatus(run);
        }
    }

    // A supervisor before this one had these pods and died: their processes go, and nobody can know how they would have ended.
    private void Bury(List<Pod> lost)
    {
        if (lost.Count == 0)
        {
            return;
        }

        Leftovers.KillMarked([.. lost.Select(pod => $"{ContainerStarter.PodMark}={pod.Metadata.Uid}")]);
        foreach (var pod in lost)
        {
            foreach (var container in (pod.Spec?.InitContainers ?? []).Concat(pod.Spec?.Containers ?? []))
            {
                var folder = node.Folders.Container(pod.Metadata.Uid!, container.Name!);
                foreach (var file in LogFiles.OfRun(folder, LogFiles.NewestRun(folder)))
                {
                    LogFiles.Finish(file);
                }
            }

            node.Reports.Add(new PodReport(Ref(pod), LostPod.Fail(pod, node.Time.GetUtcNow()), Stopped: true, []));
        }
    }

    private bool HasTrace(Pod pod) => Directory.Exists(node.Folders.Pod(pod.Metadata.Uid!))
        && (pod.Spec?.InitContainers ?? []).Concat(pod.Spec?.Containers ?? [])
            .Any(container => Directory.Exists(node.Folders.Container(pod.Metadata.Uid!, container.Name!)));

    private PodStatus? ReadFinalStatus(string uid)
    {
        var file = node.Folders.FinalStatus(uid);
        try
        {
            return File.Exists(file) ? KubeJson.Read<Pod>(File.ReadAllBytes(file)).Status : null;
        }
        catch (JsonException)
        {
            // The machine went down while it was written.
            return null;
        }
    }

    // Kept so that a pod is never run twice, however often and after whatever crash it is asked for. Renamed into place: whole or not there.
    private void WriteFinalStatus(PodRun run)
    {
        try
        {
            node.Folders.MakePod(run.Ref.Uid);
            LibC.WriteWhole(node.Folders.FinalStatus(run.Ref.Uid), KubeJson.Write(run.Summarize()));
        }
        catch (IOException e)
        {
            Console.Error.WriteLine($"{run.Ref.Uid}: its end could not be recorded: {e.Message}");
        }
    }

    private void DeleteFolder(string uid) => FolderRemoval.Begin(node.Folders.Pod(uid), () => archive.Keep(uid));
}
