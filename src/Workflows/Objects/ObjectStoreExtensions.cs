using JobFlows.Domain.Meta;

namespace JobFlows.Workflows.Objects;

/// <summary>Typed reads and read-modify-write on an <see cref="IObjectStore"/>.</summary>
public static class ObjectStoreExtensions
{
    private const int PageSize = 500;

    /// <summary>The object, typed, or null.</summary>
    public static async ValueTask<T?> GetAsync<T>(this IObjectStore store, ResourceType type, string @namespace, string name, CancellationToken cancellation = default)
        where T : KubeObject =>
        await store.GetAsync(new ObjectKey(type.Resource, @namespace, name), cancellation) is { } stored ? KubeTypes.Read<T>(stored) : null;

    /// <summary>Every object that the query finds, page by page, at one revision.</summary>
    public static async IAsyncEnumerable<StoredObject> ListAllAsync(
        this IObjectStore store, ListQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        query = query with { Limit = PageSize };
        while (true)
        {
            var page = await store.ListAsync(query, cancellation);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            if (!page.More)
            {
                yield break;
            }

            query = query with { Revision = page.Revision, After = page.Items[^1].Key };
        }
    }

    /// <summary>
    /// Changes objects that still exist, all in one commit; those that others changed meanwhile are read and changed again.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="keys">Which objects, all different.</param>
    /// <param name="change">The wanted object; null or the same reference for no change. May be called several times for an object.</param>
    /// <param name="along">Writes to commit along with the first try.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>For each key the object as it now is (also if unchanged), or null where there is none, or where the change removed it.</returns>
    public static async Task<IReadOnlyList<T?>> ChangeAsync<T>(
        this IObjectStore store,
        IReadOnlyList<ObjectKey> keys,
        Func<T, T?> change,
        IReadOnlyList<ObjectWrite>? along = null,
        CancellationToken cancellation = default)
        where T : KubeObject
    {
        var results = new T?[keys.Count];
        var open = Enumerable.Range(0, keys.Count).ToList();
        while (open.Count > 0 || along is { Count: > 0 })
        {
            var current = await store.GetAsync(open.Select(i => keys[i]).ToList(), cancellation);
            var writes = new List<ObjectWrite>(along ?? []);
            var first = writes.Count;
            var writing = new List<int>();
            for (var n = 0; n < open.Count; n++)
            {
                if (current[n] is not { } stored)
                {
                    results[open[n]] = null;
                    continue;
                }

                var before = KubeTypes.Read<T>(stored);
                var after = change(before);
                results[open[n]] = after ?? before;
                if (after is not null && !ReferenceEquals(after, before))
                {
                    writes.Add(ObjectWrites.Update(KubeTypes.Of(stored.Key.Resource), after));
                    writing.Add(open[n]);
                }
            }

            along = null;
            open = [];
            if (writes.Count == 0)
            {
                break;
            }

            var written = await store.WriteAsync(writes, cancellation);
            for (var n = 0; n < writing.Count; n++)
            {
                switch (written[first + n])
                {
                    case WriteResult.Written when writes[first + n] is ObjectWrite.Delete:
                        results[writing[n]] = null;
                        break;
                    case WriteResult.Written(var stored):
                        results[writing[n]] = (T)(results[writing[n]]! with { Metadata = results[writing[n]]!.Metadata with { ResourceVersion = stored.Revision.ToString() } });
                        break;
                    default:
                        open.Add(writing[n]);
                        break;
                }
            }
        }

        return results;
    }
}
