using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Jobs;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Changes;
using JobFlows.Workflows.Cron;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;

namespace JobFlows.Workflows.Deletion;

/// <summary>One look of the garbage collector at an owner and its dependents. Repeating it does no harm.</summary>
public sealed class CollectActivity(IObjectStore store, PodService pods, CronReactions crons, IDeletion deletion, TimeProvider clock)
{
    /// <summary>The activity's name.</summary>
    public const string Name = "collect-next";

    private const int BatchSize = 500;
    private static readonly TimeSpan Lapse = TimeSpan.FromMinutes(1);

    /// <summary>Does what can be done now.</summary>
    public async Task<CollectProgress> RunAsync(CollectOrder order, CancellationToken cancellation)
    {
        var owner = await store.GetAsync(order.Owner, cancellation) is { } stored && stored.Uid == order.OwnerUid ? KubeTypes.Read(stored) : null;
        if (owner is { Metadata.DeletionTimestamp: null })
        {
            return new CollectProgress(Done: clock.GetUtcNow() - order.RequestedAt > Lapse);
        }

        var progress = await CollectAsync(order, owner, cancellation);
        if (progress.Done && order.Owner.Resource == ResourceTypes.Jobs.Resource && pods.Runtime is ILogArchive logs)
        {
            await logs.ForgetAsync([new LogOwner(order.Owner.Namespace, order.OwnerUid)], cancellation);
        }

        return progress;
    }

    private async Task<CollectProgress> CollectAsync(CollectOrder order, KubeObject? owner, CancellationToken cancellation)
    {
        // A later delete may have asked for another policy; the finalizers tell the newest.
        return new CollectProgress((Propagation.Of(owner) ?? order.Propagation) switch
        {
            _ when order.Owner.Resource == ResourceTypes.Namespaces.Resource => owner is null || await EmptyNamespaceAsync((Namespace)owner, cancellation),
            Propagation.Orphan => await OrphanAsync(order, owner, cancellation),
            Propagation.Foreground => await DeleteDependentsAsync(order, cancellation) && await LetGoAsync(order, owner, Propagation.ForegroundFinalizer, cancellation),
            _ => owner is null && await DeleteDependentsAsync(order, cancellation),
        });
    }

    private static ListQuery Dependents(ResourceType type, string ownerUid) => new() { Resource = type.Resource, Owner = ownerUid, Limit = BatchSize };

    /// <summary>Deletes every dependent.</summary>
    /// <returns>Whether none is left.</returns>
    private async Task<bool> DeleteDependentsAsync(CollectOrder order, CancellationToken cancellation)
    {
        var left = false;
        foreach (var type in Propagation.DependentTypes)
        {
            await foreach (var batch in BatchesAsync(Dependents(type, order.OwnerUid), cancellation))
            {
                await DeleteAsync(type, batch, order.Propagation, cancellation);
                left = true;
            }
        }

        return !left;
    }

    private async Task<bool> EmptyNamespaceAsync(Namespace @namespace, CancellationToken cancellation)
    {
        var left = false;
        foreach (var type in KubeTypes.All.Where(type => type.Namespaced))
        {
            await foreach (var batch in BatchesAsync(new ListQuery { Resource = type.Resource, Namespace = @namespace.Metadata.Name, Limit = BatchSize }, cancellation))
            {
                await DeleteAsync(type, batch, Propagation.Background, cancellation);
                left = true;
            }
        }

        if (!left)
        {
            await store.ChangeAsync<Namespace>(
                [ObjectWrites.KeyOf(ResourceTypes.Namespaces, @namespace)],
                current => current.Metadata.Uid == @namespace.Metadata.Uid ? current with { Spec = new NamespaceSpec() } : null,
                cancellation: cancellation);
        }

        return !left;
    }

    private async Task<bool> OrphanAsync(CollectOrder order, KubeObject? owner, CancellationToken cancellation)
    {
        foreach (var type in Propagation.DependentTypes)
        {
            await foreach (var batch in BatchesAsync(Dependents(type, order.OwnerUid), cancellation))
            {
                await store.ChangeAsync<KubeObject>(batch.Select(item => item.Key).ToList(), value => Orphaned(value, order.OwnerUid), cancellation: cancellation);
            }
        }

        return await LetGoAsync(order, owner, Propagation.OrphanFinalizer, cancellation);
    }

    private static KubeObject Orphaned(KubeObject value, string ownerUid)
    {
        var owners = value.Metadata.OwnerReferences?.Where(reference => reference.Uid != ownerUid).ToList();
        var free = value with { Metadata = value.Metadata with { OwnerReferences = owners is { Count: > 0 } ? owners : null } };
        return free is Pod pod ? PodService.WithoutTracking(pod) ?? pod : free;
    }

    private async Task<bool> LetGoAsync(CollectOrder order, KubeObject? owner, string finalizer, CancellationToken cancellation)
    {
        if (owner is not null)
        {
            await store.ChangeAsync<KubeObject>(
                [order.Owner],
                current => current.Metadata.Uid == order.OwnerUid ? Propagation.WithoutFinalizer(current, finalizer) : null,
                cancellation: cancellation);
            if (owner is Job job)
            {
                await crons.ChildChangedAsync(job, cancellation);
            }
        }

        return true;
    }

    private async Task DeleteAsync(ResourceType type, IReadOnlyList<StoredObject> batch, string propagation, CancellationToken cancellation)
    {
        if (type == ResourceTypes.Pods)
        {
            foreach (var group in batch.GroupBy(item => item.Key.Namespace))
            {
                await pods.StopAsync(group.Key, group.Select(item => new PodHandle(item.Key.Name, item.Uid)).ToList(), grace: null, release: true, cancellation);
            }

            return;
        }

        foreach (var item in batch)
        {
            await deletion.DeleteAsync(
                type, item.Key, new DeleteOptions { PropagationPolicy = propagation, Preconditions = new Preconditions { Uid = item.Uid } }, cancellation);
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<StoredObject>> BatchesAsync(
        ListQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var page = await store.ListAsync(query, cancellation);
            if (page.Items.Count > 0)
            {
                yield return page.Items;
            }

            if (!page.More)
            {
                yield break;
            }

            // Newest state each time: what this batch removed need not stay readable.
            query = query with { After = page.Items[^1].Key };
        }
    }
}
