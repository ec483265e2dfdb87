using JobFlows.Domain.Meta;
using JobFlows.Workflows.Durable;
using JobFlows.Workflows.Objects;

namespace JobFlows.Workflows.Deletion;

/// <summary>Notices references to owners that aren't there, and has their dependents collected as if the owner had just been deleted.</summary>
public sealed class DanglingOwners(IObjectStore store, IOrchestrationClient orchestrations, TimeProvider clock)
{
    private const int BatchSize = 500;

    /// <summary>Looks at the owners that a client's write has added to an object. The write is committed: an owner that is deleted from now on
    /// has its collection see the object.</summary>
    public async Task CheckAsync(KubeObject? before, KubeObject after, CancellationToken cancellation)
    {
        var links = OwnerLink.New(before, after, new ObjectKey("", after.Metadata.Namespace ?? "", after.Metadata.Name ?? "")).ToList();
        if (links.Count > 0)
        {
            await store.CatchUpAsync(cancellation);
            await CollectAsync(links, new OwnerLookup(store), cancellation);
        }
    }

    /// <summary>Looks at all owners that clients have named: for what a crash has left undone, and for owners that go without anybody asking for
    /// their collection. Notes that are out of date go.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        await store.CatchUpAsync(cancellation);
        var owners = new OwnerLookup(store);
        var query = new ListQuery { Resource = OwnerLink.Resource, Limit = BatchSize };
        while (true)
        {
            var page = await store.ListAsync(query, cancellation);
            var links = page.Items.Select(OwnerLink.Read).ToList();
            var current = await AreCurrentAsync(links, cancellation);
            await CollectAsync(links.Where((_, i) => current[i]), owners, cancellation);
            await ForgetAsync(page.Items.Where((_, i) => !current[i]).ToList(), cancellation);
            if (!page.More)
            {
                return;
            }

            query = query with { After = page.Items[^1].Key };
        }
    }

    private async Task CollectAsync(IEnumerable<OwnerLink> links, OwnerLookup owners, CancellationToken cancellation)
    {
        foreach (var link in links.DistinctBy(link => (link.Owner, link.OwnerUid)))
        {
            if (await owners.OfAsync(link.Owner, link.OwnerUid, cancellation) == OwnerState.Gone)
            {
                var order = new CollectOrder(link.Owner, link.OwnerUid, Propagation.Background, clock.GetUtcNow());
                await orchestrations.StartAsync(CollectOrchestrator.Name, "dangling-" + OwnerLink.Digest($"{link.OwnerUid}{link.Owner}"), order, cancellation);
            }
        }
    }

    private async Task<IReadOnlyList<bool>> AreCurrentAsync(IReadOnlyList<OwnerLink> links, CancellationToken cancellation)
    {
        var dependents = await store.GetAsync(links.Select(link => link.Dependent).ToList(), cancellation);
        return [.. links.Select((link, i) => dependents[i] is { } stored
            && KubeTypes.Read(stored).Metadata.OwnerReferences?.Any(owner => owner.Uid == link.OwnerUid) == true)];
    }

    private async Task ForgetAsync(IReadOnlyList<StoredObject> stale, CancellationToken cancellation)
    {
        if (stale.Count == 0)
        {
            return;
        }

        await store.WriteAsync(stale.Select(OwnerLink.Removal).ToList(), cancellation);

        // An object may have been written anew between the look and the removal.
        var links = stale.Select(OwnerLink.Read).ToList();
        var current = await AreCurrentAsync(links, cancellation);
        if (current.Contains(true))
        {
            await store.WriteAsync(links.Where((_, i) => current[i]).Select(OwnerLink.Write).ToList(), cancellation);
        }
    }
}
