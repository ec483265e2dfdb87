using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Deletion;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;

namespace JobFlows.Workflows.Housekeeping;

/// <summary>What has to be done from time to time: old events go, and what is left of pods and Jobs that are gone, owners that clients have named are looked at, and the object
/// log is compacted.</summary>
public sealed class Housekeeper(IObjectStore store, IPodRuntime runtime, DanglingOwners dangling, HousekeepingOptions options, TimeProvider clock)
{
    private const int BatchSize = 500;
    private readonly Queue<(DateTimeOffset At, long Revision)> revisions = new();

    /// <summary>One round.</summary>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        await DeleteOldEventsAsync(now - options.EventLifetime, cancellation);
        await RemoveLeftPodsAsync(cancellation);
        await ForgetLogsAsync(cancellation);
        await dangling.SweepAsync(cancellation);

        revisions.Enqueue((now, store.Revision));
        long? compactTo = null;
        while (revisions.TryPeek(out var oldest) && now - oldest.At >= options.HistoryLifetime)
        {
            compactTo = oldest.Revision;
            revisions.Dequeue();
        }

        if (compactTo is { } revision)
        {
            await store.CompactAsync(revision, cancellation);
        }
    }

    // Deleting a pod does this as well, unless a crash comes between. A pod is stored before the runtime hears of it.
    private async Task RemoveLeftPodsAsync(CancellationToken cancellation)
    {
        if ((runtime as IPodInventory)?.ListPods().ToHashSet(StringComparer.Ordinal) is not { Count: > 0 } left)
        {
            return;
        }

        await foreach (var pod in store.ListAllAsync(new ListQuery { Resource = ResourceTypes.Pods.Resource }, cancellation))
        {
            left.Remove(pod.Uid);
        }

        if (left.Count > 0)
        {
            await runtime.RemoveAsync([.. left.Select(uid => new PodRef(string.Empty, string.Empty, uid))], cancellation);
        }
    }

    // Deleting a Job does this as well, unless a crash comes between.
    private async Task ForgetLogsAsync(CancellationToken cancellation)
    {
        if (runtime is not ILogArchive logs || await logs.OwnersAsync(cancellation) is not { Count: > 0 } owners)
        {
            return;
        }

        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var space in owners.Select(owner => owner.Namespace).Distinct(StringComparer.Ordinal))
        {
            await foreach (var job in store.ListAllAsync(new ListQuery { Resource = ResourceTypes.Jobs.Resource, Namespace = space }, cancellation))
            {
                present.Add(job.Uid);
            }
        }

        if (owners.Where(owner => !present.Contains(owner.Uid)).ToList() is { Count: > 0 } gone)
        {
            await logs.ForgetAsync(gone, cancellation);
        }
    }

    private async Task DeleteOldEventsAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var deletes = new List<ObjectWrite>();
        await foreach (var stored in store.ListAllAsync(new ListQuery { Resource = ResourceTypes.Events.Resource }, cancellation))
        {
            var what = KubeTypes.Read<Event>(stored);
            if ((what.LastTimestamp ?? what.EventTime ?? what.Metadata.CreationTimestamp) < before)
            {
                deletes.Add(ObjectWrites.Delete(ResourceTypes.Events, what));
            }
        }

        foreach (var batch in deletes.Chunk(BatchSize))
        {
            await store.WriteAsync(batch, cancellation);
        }
    }
}
