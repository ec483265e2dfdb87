using JobFlows.Domain.Core;
using JobFlows.Domain.Scheduling;
using JobFlows.Pods.Linux;
using JobFlows.Pods.Volumes;

namespace JobFlows.Pods.Kubelet;

/// <summary>What the pod takes of the disk, and its end when that is too much.</summary>
internal sealed partial class PodRun
{
    // The containers that the node itself needs, upstream; whoever asks for it here gets it too.
    private const int SystemCritical = 2_000_000_000;

    private static readonly TimeSpan UsagePause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan EvictionGrace = TimeSpan.FromSeconds(1);

    private LoopTimer? measuring;
    private bool makesRoom;

    /// <summary>Whether it may be evicted for others to have room.</summary>
    public bool MayMakeRoom => !Ended && !makesRoom && Spec.Priority is not >= SystemCritical;

    /// <summary>Its priority; those with less go first.</summary>
    public int Priority => Spec.Priority ?? 0;

    /// <summary>Ends when what it takes of the disk has been deleted, once it has ended.</summary>
    public Task Cleared { get; private set; } = Task.CompletedTask;

    /// <summary>How much its containers ask for.</summary>
    public decimal RequestOf(string resource) => PodRequests.Of(Spec).GetValueOrDefault(resource);

    /// <summary>What it takes of the disk now. From any thread; with many files it takes its time.</summary>
    public StorageUse MeasureStorage() => StorageUse.Of(Ref.Uid, Spec, node.Folders);

    /// <summary>Ends it, at once, because the disk is full. As with a kubelet nothing stays of it but its status.</summary>
    public void MakeRoom(DiskShortage shortage, StorageUse use)
    {
        makesRoom = true;
        if (stopping)
        {
            Stop(EvictionGrace);
            return;
        }

        var why = shortage.Explain(Spec, use);
        Disrupt("TerminationByKubelet", why);
        Evict(why);
    }

    private void WatchUsage()
    {
        var limits = new StorageLimits(Spec);
        if (limits.Any)
        {
            measuring = node.Loop.After(UsagePause, () => Measure(limits));
        }
    }

    // Beside the loop: a volume may hold a great many files.
    private void Measure(StorageLimits limits) => _ = Task.Run(() =>
    {
        var exceeded = limits.FindExceeded(MeasureStorage());
        node.Loop.Post(() =>
        {
            if (Ended || stopping)
            {
                return;
            }

            if (exceeded is null)
            {
                measuring = node.Loop.After(UsagePause, () => Measure(limits));
            }
            else
            {
                Evict(exceeded);
            }
        });
    });

    // A pod past a limit of its own is no disruption: it would do the same again.
    private void Evict(string why)
    {
        reason = "Evicted";
        message = why;
        Tell("Warning", "Evicted", why);
        Stop(EvictionGrace);
        node.Reports.Deliver();
    }

    // What containers wrote into their working directories goes with them, as what they write upstream goes with their file systems.
    private void LeaveVolumes()
    {
        mounting?.Cancel();
        measuring?.Cancel();
        Cleared = Task.WhenAll([volumes.TearDown(pod), .. All.Select(container => LeaveFiles(container.Spec.Name!))]);
    }

    private Task LeaveFiles(string container)
    {
        var work = node.Folders.Work(Ref.Uid, container);
        return makesRoom ? FolderRemoval.Begin(node.Folders.Container(Ref.Uid, container))
            : LibC.RemoveFolder(work) || !Directory.Exists(work) ? Task.CompletedTask
            : FolderRemoval.Begin(work);
    }
}
