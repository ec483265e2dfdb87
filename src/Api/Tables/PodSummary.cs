using JobFlows.Domain.Core;

namespace JobFlows.Api.Tables;

/// <summary>What a table says of a pod: ready containers, a status in a word, restarts (upstream <c>printPod</c>).</summary>
internal sealed class PodSummary
{
    private int restarts;
    private DateTimeOffset? lastRestart;

    private PodSummary(string status) => Status = status;

    public int Ready { get; private set; }

    public int Total { get; private set; }

    public string Status { get; private set; }

    public static PodSummary Of(Pod pod)
    {
        var conditions = pod.Status?.Conditions ?? [];
        var gated = conditions.Any(c => c.Type == "PodScheduled" && c.Reason == "SchedulingGated");
        var phase = pod.Status?.Phase ?? "";
        var summary = new PodSummary(gated ? "SchedulingGated" : string.IsNullOrEmpty(pod.Status?.Reason) ? phase : pod.Status.Reason);
        var sidecars = (pod.Spec?.InitContainers ?? []).Where(c => c.RestartPolicy == "Always").Select(c => c.Name).ToHashSet();
        summary.Total = (pod.Spec?.Containers?.Count ?? 0) + sidecars.Count;

        var initializing = summary.LookAtInitContainers(pod, sidecars);
        if (!initializing || conditions.Any(c => c.Type == "Initialized" && c.Status == "True"))
        {
            summary.restarts = 0;
            summary.lastRestart = null;
            foreach (var container in (pod.Status?.InitContainerStatuses ?? []).Where(c => sidecars.Contains(c.Name)))
            {
                summary.CountRestarts(container);
            }

            summary.LookAtContainers(pod, conditions.Any(c => c.Type == "Ready" && c.Status == "True"));
        }

        if (pod.Metadata.DeletionTimestamp is not null)
        {
            summary.Status = pod.Status?.Reason == "NodeLost" ? "Unknown" : phase is "Succeeded" or "Failed" ? summary.Status : "Terminating";
        }

        return summary;
    }

    public string Restarts(DateTimeOffset now) =>
        restarts != 0 && lastRestart is { } last ? $"{restarts} ({HumanTime.Since(last, now)} ago)" : restarts.ToString();

    private bool LookAtInitContainers(Pod pod, HashSet<string?> sidecars)
    {
        var statuses = pod.Status?.InitContainerStatuses ?? [];
        for (var i = 0; i < statuses.Count; i++)
        {
            var container = statuses[i];
            CountRestarts(container);
            if (container.State?.Terminated is { ExitCode: 0 })
            {
                continue;
            }

            if (sidecars.Contains(container.Name) && container.Started == true)
            {
                Ready += container.Ready == true ? 1 : 0;
                continue;
            }

            var waiting = container.State?.Waiting?.Reason;
            Status = container.State?.Terminated is { } ended ? "Init:" + Ending(ended)
                : !string.IsNullOrEmpty(waiting) && waiting != "PodInitializing" ? "Init:" + waiting
                : $"Init:{i}/{pod.Spec?.InitContainers?.Count ?? 0}";
            return true;
        }

        return false;
    }

    private void LookAtContainers(Pod pod, bool ready)
    {
        var running = false;
        foreach (var container in (pod.Status?.ContainerStatuses ?? []).Reverse())
        {
            CountRestarts(container);
            if (!string.IsNullOrEmpty(container.State?.Waiting?.Reason))
            {
                Status = container.State.Waiting.Reason;
            }
            else if (container.State?.Terminated is { } ended)
            {
                Status = Ending(ended);
            }
            else if (container.Ready == true && container.State?.Running is not null)
            {
                running = true;
                Ready++;
            }
        }

        if (Status == "Completed" && running)
        {
            Status = ready ? "Running" : "NotReady";
        }
    }

    private static string Ending(ContainerStateTerminated ended) =>
        !string.IsNullOrEmpty(ended.Reason) ? ended.Reason
        : ended.Signal is { } signal && signal != 0 ? $"Signal:{signal}"
        : $"ExitCode:{ended.ExitCode ?? 0}";

    private void CountRestarts(ContainerStatus container)
    {
        restarts += container.RestartCount ?? 0;
        if (container.LastState?.Terminated?.FinishedAt is { } at && (lastRestart is null || lastRestart < at))
        {
            lastRestart = at;
        }
    }
}
