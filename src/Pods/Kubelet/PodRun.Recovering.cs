using JobFlows.Domain.Core;
using JobFlows.Pods.Logs;

namespace JobFlows.Pods.Kubelet;

/// <summary>A pod whose supervisor died, taken up by the next one.</summary>
internal sealed partial class PodRun
{
    private const string NodeGone = "PodGC: node no longer exists";

    private bool unrecorded;
    private bool recovering;

    /// <summary>How far it has come, to be kept.</summary>
    public PodProgress Progress() => new(MakeStatus(), All.Where(container => container.Crashes.Next > TimeSpan.Zero)
        .ToDictionary(container => container.Spec.Name!, container => new CrashWait(container.RetryAt, container.Crashes.Next.TotalSeconds)));

    /// <summary>Takes over how far it has come: what had ended stays so, what ran is lost. To be followed by <see cref="GoOn"/>.</summary>
    public void Adopt(PodProgress progress)
    {
        recovering = true;
        (reason, message) = (progress.Status.Reason, progress.Status.Message);
        conditions = progress.Status.Conditions ?? conditions;
        stopping = reason is not null || pod.Metadata.DeletionTimestamp is not null;
        foreach (var container in All)
        {
            var known = (container.Init ? progress.Status.InitContainerStatuses : progress.Status.ContainerStatuses)?.FirstOrDefault(status => status.Name == container.Spec.Name);
            Adopt(container, known, progress.Waits.GetValueOrDefault(container.Spec.Name!));
        }

        foreach (var sidecar in init.Where(container => container.Sidecar))
        {
            sidecar.LetsOthersStart = !sidecar.Due && app.Exists(container => container.Begun);
        }
    }

    /// <summary>Goes on with what is still to be done, instead of <see cref="Start"/>. Nothing of the pod may run any more.</summary>
    public void GoOn()
    {
        recovering = false;
        WatchDeadline();
        WatchStart();
        if (stopping || IsOver())
        {
            Advance();
            return;
        }

        RepeatInitIfMemoryIsLost();
        Tell("Normal", "SandboxChanged", "Pod sandbox changed, it will be killed and re-created.");
        Mount();
    }

    private void Adopt(ContainerRun container, ContainerStatus? known, CrashWait? wait)
    {
        var folder = node.Folders.Container(Ref.Uid, container.Spec.Name!);
        var newest = LogFiles.NewestRun(folder);
        foreach (var file in LogFiles.OfRun(folder, newest))
        {
            LogFiles.Finish(file);
        }

        container.Crashes.Next = TimeSpan.FromSeconds(wait?.NextSeconds ?? 0);
        if (LostRun.Of(known, newest, pod.Status?.Phase == "Running") is { } run)
        {
            Lose(container, (known ?? container.Status) with { RestartCount = run });
        }
        else if (known is not null && LostRun.HasEnded(known))
        {
            container.Begun = true;
            container.Status = known;
            if (!container.Terminated)
            {
                Await(container, (wait?.Until ?? node.Time.GetUtcNow()) - node.Time.GetUtcNow());
            }
        }
    }

    // A run is lost; if no other makes up for it, the pod may fail for no fault of its own.
    private void Lose(ContainerRun container, ContainerStatus last)
    {
        container.Begun = true;
        container.StartedAt = last.State?.Running?.StartedAt ?? node.Time.GetUtcNow();
        container.Status = last;
        if (ShowEnd(container, LostPod.End) is { } pause)
        {
            Await(container, pause);
        }
        else if (!stopping)
        {
            Disrupt("DeletionByPodGC", NodeGone);
        }
    }

    // What need not wait has its turn in the usual order.
    private void Await(ContainerRun container, TimeSpan left)
    {
        if (left > TimeSpan.Zero && !stopping)
        {
            RetryAfter(container, left);
        }
        else
        {
            container.Due = true;
        }
    }

    private bool IsOver() => app.TrueForAll(container => container.Terminated) || init.Exists(container => !container.Sidecar && container.Terminated && !container.Succeeded);

    // What init containers have put into an emptyDir in memory is gone.
    private void RepeatInitIfMemoryIsLost()
    {
        if (node.MayMount && (Spec.Volumes ?? []).Any(volume => volume.EmptyDir?.Medium == "Memory"))
        {
            foreach (var container in init.Where(container => container is { Sidecar: false, Succeeded: true }))
            {
                container.Status = container.Status with { LastState = container.Status.State };
                container.Wait("PodInitializing", null);
                container.Due = true;
            }
        }
    }
}
