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
            Propagation.Foreground => await DeleteDependentsAsync(order, onlyBlocking: true, cancellation) && await LetGoAsync(order, owner, Propagation.ForegroundFinalizer, cancellation),
            _ => owner is null && await DeleteDependentsAsync(order, onlyBlocking: false, cancellation) && await ForgetAsync(order, cancellation),
        });
    }

    /// <summary>Deletes every dependent that has no other owner; the others lose their reference.</summary>
    /// <returns>Whether none is left that the owner waits for.</returns>
    private async Task<bool> DeleteDependentsAsync(CollectOrder order, bool onlyBlocking, CancellationToken cancellation)
    {
        await store.CatchUpAsync(cancellation);
        var owners = new OwnerLookup(store);
        var left = false;
        await foreach (var (type, batch) in DependentsAsync(order.OwnerUid, cancellation))
        {
            var garbage = new List<StoredObject>();
            foreach (var item in batch)
            {
                if (await WithoutOwnerAsync(item, order.OwnerUid, owners, cancellation) is { } references)
                {
                    garbage.Add(item);
                    left |= !onlyBlocking || references.Any(reference => reference.Uid == order.OwnerUid && reference.BlockOwnerDeletion == true);
                }
            }

            await DeleteAsync(type, garbage, order.Propagation, cancellation);
        }

        return !left;
    }

    /// <summary>The references of a dependent none of whose owners stays; null for one that stays: with the references to owners that stay
    /// (upstream <c>attemptToDeleteItem</c>).</summary>
    private async Task<IReadOnlyList<OwnerReference>?> WithoutOwnerAsync(StoredObject item, string ownerUid, OwnerLookup owners, CancellationToken cancellation)
    {
        var references = KubeTypes.Read(item).Metadata.OwnerReferences ?? [];
        if (!references.Any(reference => reference.Uid == ownerUid))
        {
            return null;
        }

        var going = new List<OwnerReference>();
        foreach (var reference in references)
        {
            if (await owners.OfAsync(reference, item.Key.Namespace, cancellation) != OwnerState.Alive)
            {
                going.Add(reference);
            }
        }

        if (going.Count == references.Count)
        {
            return references;
        }

        if (going.Count > 0)
        {
            await store.ChangeAsync<KubeObject>(
                [item.Key], value => value.Metadata.Uid == item.Uid ? Without(value, going.Contains) : null, cancellation: cancellation);
        }

        return null;
    }

    /// <summary>What names an owner: our own controllers' objects by the store's index, clients' objects by their notes.</summary>
    private async IAsyncEnumerable<(ResourceType Type, IReadOnlyList<StoredObject> Batch)> DependentsAsync(
        string ownerUid, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var type in Propagation.DependentTypes)
        {
            await foreach (var batch in BatchesAsync(new ListQuery { Resource = type.Resource, Owner = ownerUid, Limit = BatchSize }, cancellation))
            {
                yield return (type, batch);
            }
        }

        await foreach (var notes in BatchesAsync(OwnerLink.Query(ownerUid) with { Limit = BatchSize }, cancellation))
        {
            var items = await store.GetAsync(notes.Select(note => OwnerLink.Read(note).Dependent).Distinct().ToList(), cancellation);
            foreach (var group in items.OfType<StoredObject>().GroupBy(item => item.Key.Resource))
            {
                yield return (KubeTypes.Of(group.Key), group.ToList());
            }
        }
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
        await foreach (var (_, batch) in DependentsAsync(order.OwnerUid, cancellation))
        {
            await store.ChangeAsync<KubeObject>(
                batch.Select(item => item.Key).ToList(), value => Without(value, reference => reference.Uid == order.OwnerUid), cancellation: cancellation);
        }

        return await LetGoAsync(order, owner, Propagation.OrphanFinalizer, cancellation);
    }

    /// <summary>The object without some references; null when it has none of these. A pod that isn't its Job's any more needn't be counted.</summary>
    private static KubeObject? Without(KubeObject value, Func<OwnerReference, bool> unwanted)
    {
        var all = value.Metadata.OwnerReferences ?? [];
        var rest = all.Where(reference => !unwanted(reference)).ToList();
        if (rest.Count == all.Count)
        {
            return null;
        }

        var free = value with { Metadata = value.Metadata with { OwnerReferences = rest.Count > 0 ? rest : null } };
        return free is Pod pod && !rest.Any(reference => reference.Controller == true) ? PodService.WithoutTracking(pod) ?? pod : free;
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

    /// <summary>Drops the notes on an owner that is gone, with all that was its own.</summary>
    private async Task<bool> ForgetAsync(CollectOrder order, CancellationToken cancellation)
    {
        await foreach (var notes in BatchesAsync(OwnerLink.Query(order.OwnerUid) with { Limit = BatchSize }, cancellation))
        {
            var mine = notes.Where(note => OwnerLink.Read(note).Owner == order.Owner).ToList();
            if (mine.Count > 0)
            {
                await store.WriteAsync(mine.Select(OwnerLink.Removal).ToList(), cancellation);
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
            var policy = Propagation.Of(KubeTypes.Read(item)) ?? propagation;
            await deletion.DeleteAsync(
                type, item.Key, new DeleteOptions { PropagationPolicy = policy, Preconditions = new Preconditions { Uid = item.Uid } }, cancellation);
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
