using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Deletion;
using JobFlows.Workflows.Objects;

namespace JobFlows.Workflows.Housekeeping;

/// <summary>What has to be done from time to time: old events go, owners that clients have named are looked at, and the object log is compacted.</summary>
public sealed class Housekeeper(IObjectStore store, DanglingOwners dangling, HousekeepingOptions options, TimeProvider clock)
{
    private const int BatchSize = 500;
    private readonly Queue<(DateTimeOffset At, long Revision)> revisions = new();

    /// <summary>One round.</summary>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        await DeleteOldEventsAsync(now - options.EventLifetime, cancellation);
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
