using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Pods;
using JobFlows.Domain.Scheduling;
using JobFlows.Workflows.Events;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Scheduling;

namespace JobFlows.Workflows.Pods;

/// <summary>Which pods the node has room for, and what becomes of the others.</summary>
public sealed partial class PodService
{
    private const string Scheduled = "PodScheduled";
    private const string Unschedulable = "Unschedulable";
    private const string FailedScheduling = "FailedScheduling";

    private readonly Scheduler scheduler;

    /// <summary>Takes over what the node is and has; pods that wait may fit now.</summary>
    public async Task UseNodeAsync(Node node, CancellationToken cancellation)
    {
        scheduler.Use(options.Admits ? node : null);
        await BindWaitingAsync(cancellation);
    }

    /// <summary>Binds a pod that a client has just stored to the node and has it started, if there is room; else it waits.</summary>
    public async Task BindAsync(Pod pod, CancellationToken cancellation)
    {
        if (pod.Metadata.DeletionTimestamp is not null || IsFinished(pod))
        {
            return;
        }

        if (!string.IsNullOrEmpty(pod.Spec?.NodeName))
        {
            scheduler.Count(pod);
            await Runtime.StartAsync([pod], cancellation);
        }
        else if (!IsGated(pod))
        {
            await BindOrWaitAsync([pod], cancellation);
        }
    }

    /// <summary>Takes account of stored pods after a start: those on the node count, the others are bound or wait, the oldest first.</summary>
    public async Task ResumeAsync(IReadOnlyList<Pod> unfinished, CancellationToken cancellation)
    {
        foreach (var pod in unfinished.Where(pod => !string.IsNullOrEmpty(pod.Spec?.NodeName)))
        {
            scheduler.Count(pod);
        }

        var loose = unfinished.Where(pod => string.IsNullOrEmpty(pod.Spec?.NodeName) && pod.Metadata.DeletionTimestamp is null && !IsGated(pod));
        await BindOrWaitAsync([.. loose.OrderBy(pod => -(pod.Spec?.Priority ?? 0)).ThenBy(pod => pod.Metadata.CreationTimestamp)], cancellation);
    }

    /// <summary>Binds pods whose claims have come, and fails those that have waited past their start deadline. To be called from time to time.</summary>
    public async Task ExpireAsync(CancellationToken cancellation)
    {
        if (scheduler.AnyWaitingForClaims)
        {
            await BindWaitingAsync(cancellation);
        }

        var now = clock.GetUtcNow();
        var reports = scheduler.Overdue(now).Select(waiting =>
        {
            var failed = StartDeadline.Fail(
                waiting.Pod.Status ?? new PodStatus(), waiting.Pod.Metadata.Annotations![StartDeadline.Annotation], (Unschedulable, waiting.Message), now);
            return new PodReport(RefOf(waiting.Pod), failed, Stopped: true, [new PodEvent("Warning", StartDeadline.Exceeded, failed.Message!)]);
        }).ToList();
        if (reports.Count > 0)
        {
            await ReportAsync(reports, cancellation);
        }
    }

    private static bool IsGated(Pod pod) => pod.Spec?.SchedulingGates is { Count: > 0 };

    private static string? ProblemOf(Pod pod) =>
        pod.Status?.Conditions?.FirstOrDefault(condition => condition is { Type: Scheduled, Status: "False", Reason: Unschedulable })?.Message;

    // A pod that is about to be stored: on the node when there is room.
    private Pod Place(Pod pod) => IsGated(pod) ? pod
        : scheduler.TryPlace(pod) is { } problem ? Unplaced(pod, problem)
        : OnNode(pod);

    private Pod OnNode(Pod pod) => pod with { Spec = pod.Spec! with { NodeName = options.NodeName } };

    private Pod Unplaced(Pod pod, string problem)
    {
        var status = pod.Status ?? new PodStatus { Phase = PodPhases.Pending };
        var before = status.Conditions?.FirstOrDefault(condition => condition.Type == Scheduled);
        var condition = new PodCondition
        {
            Type = Scheduled,
            Status = "False",
            Reason = Unschedulable,
            Message = problem,
            ObservedGeneration = pod.Metadata.Generation,
            LastTransitionTime = before?.Status == "False" ? before.LastTransitionTime : clock.GetUtcNow(),
        };
        return pod with { Status = status with { Conditions = [.. (status.Conditions ?? []).Where(one => one.Type != Scheduled), condition] } };
    }

    private void Sort(Pod stored, List<Pod> start)
    {
        if (!string.IsNullOrEmpty(stored.Spec?.NodeName))
        {
            start.Add(stored);
        }
        else if (!IsGated(stored))
        {
            scheduler.Wait(new WaitingPod(stored, ProblemOf(stored) ?? string.Empty));
        }
    }

    private async Task<IReadOnlyList<ObjectWrite>> TellUnplacedAsync(IEnumerable<Pod> pods, CancellationToken cancellation)
    {
        var happenings = new List<Happening>();
        foreach (var pod in pods)
        {
            if (string.IsNullOrEmpty(pod.Spec?.NodeName) && ProblemOf(pod) is { } problem)
            {
                var subject = EventSubject.Of(ResourceTypes.Pods, pod.Metadata.Namespace!, pod.Metadata.Name!, pod.Metadata.Uid!, null);
                happenings.Add(new Happening(subject, "default-scheduler", "Warning", FailedScheduling, problem));
            }
        }

        return happenings.Count == 0 ? [] : await events.PrepareAsync(happenings, cancellation);
    }

    private async Task BindOrWaitAsync(IReadOnlyList<Pod> pods, CancellationToken cancellation)
    {
        if (pods.Count > 0)
        {
            var placed = pods.ToDictionary(pod => pod.Metadata.Uid!, Place, StringComparer.Ordinal);
            await StartPlacedAsync(placed, await TellUnplacedAsync(placed.Values, cancellation), cancellation);
        }
    }

    private async Task FreeAsync(IEnumerable<string> uids, CancellationToken cancellation)
    {
        var room = false;
        foreach (var uid in uids)
        {
            room |= scheduler.Release(uid);
        }

        if (room && scheduler.AnyWaiting)
        {
            await BindWaitingAsync(cancellation);
        }
    }

    private async Task BindWaitingAsync(CancellationToken cancellation)
    {
        var placed = scheduler.PlaceWaiting().ToDictionary(pod => pod.Metadata.Uid!, OnNode, StringComparer.Ordinal);
        if (placed.Count > 0)
        {
            await StartPlacedAsync(placed, [], cancellation);
        }
    }

    // Writes where they are, or why they are nowhere, and has those on the node started.
    private async Task StartPlacedAsync(IReadOnlyDictionary<string, Pod> placed, IReadOnlyList<ObjectWrite> told, CancellationToken cancellation)
    {
        var stored = await ChangeAsync(
            [.. placed.Values.Select(pod => KeyOf(pod.Metadata.Namespace!, pod.Metadata.Name!))],
            current => placed.TryGetValue(current.Metadata.Uid ?? "", out var wanted) && string.IsNullOrEmpty(current.Spec?.NodeName) && current.Metadata.DeletionTimestamp is null
                ? Moved(current, wanted)
                : null,
            told,
            cancellation);
        var start = new List<Pod>();
        foreach (var (wanted, current) in placed.Values.Zip(stored))
        {
            if (current is { Metadata.DeletionTimestamp: null } && current.Metadata.Uid == wanted.Metadata.Uid && !IsFinished(current))
            {
                Sort(current, start);
            }
            else
            {
                scheduler.Release(wanted.Metadata.Uid!);
            }
        }

        await Runtime.StartAsync(start, cancellation);
    }

    private Pod? Moved(Pod current, Pod wanted) =>
        !string.IsNullOrEmpty(wanted.Spec?.NodeName) ? OnNode(current)
        : ProblemOf(wanted) is { } problem && problem != ProblemOf(current) ? Unplaced(current, problem)
        : null;
}
