using JobFlows.Pods.Linux;
using JobFlows.Pods.Volumes;

namespace JobFlows.Pods.Kubelet;

/// <summary>Sees to it that pods don't fill the disk they are on: when little is left, the pod that takes most of it is evicted. Lives on the event loop.</summary>
/// <remarks>Without that nothing could be written any more, not even that a pod is to be deleted.</remarks>
internal sealed class DiskPressure(Node node, Func<IEnumerable<PodRun>> pods)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    private PodRun? victim;
    private DateTimeOffset next;
    private bool measuring;

    /// <summary>Begins to look at the disk now and then.</summary>
    public void Watch()
    {
        node.Loop.After(Pause, Watch);
        var shortage = FileSystem.Space(node.Folders.Root) is { } disk ? DiskShortage.Of(disk) : null;
        node.IsLowOnDisk = shortage is not null;
        if (victim is { Ended: true, Cleared.IsCompleted: true })
        {
            victim = null;
        }

        if (shortage is not null && victim is null && !measuring && node.Time.GetUtcNow() >= next)
        {
            Measure(shortage);
        }
    }

    // Beside the loop: there may be a great many files.
    private void Measure(DiskShortage shortage)
    {
        measuring = true;
        PodRun[] candidates = [.. pods().Where(run => run.MayMakeRoom)];
        _ = Task.Run(() =>
        {
            var worst = FindWorst(candidates, shortage);
            node.Loop.Post(() => Evict(worst, shortage));
        });
    }

    private void Evict((PodRun Run, StorageUse Use)? worst, DiskShortage shortage)
    {
        measuring = false;
        next = node.Time.GetUtcNow() + (worst is null ? Rest : TimeSpan.Zero);
        if (worst is ({ MayMakeRoom: true } run, var use))
        {
            victim = run;
            run.MakeRoom(shortage, use);
            node.Loop.After(Patience, () => victim = victim == run ? null : victim);
        }
    }

    // As a kubelet ranks them: past their requests first, then by priority, then by how far they are past their requests.
    private static (PodRun Run, StorageUse Use)? FindWorst(PodRun[] candidates, DiskShortage shortage) => candidates
        .Select(run => (Run: run, Use: run.MeasureStorage()))
        .Where(one => shortage.IsMadeBy(one.Use.Total))
        .Select(one => (One: one, Excess: shortage.In(one.Use.Total) - one.Run.RequestOf(shortage.Resource)))
        .OrderBy(ranked => ranked.Excess <= 0)
        .ThenBy(ranked => ranked.One.Run.Priority)
        .ThenByDescending(ranked => ranked.Excess)
        .Select(ranked => ((PodRun, StorageUse)?)ranked.One)
        .FirstOrDefault();
}
