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
    /// <param name="remembered">Objects that the caller has seen lately: they are changed without being read first. One that turns out to be
    /// old, or needs no change, is read after all.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>For each key the object as it now is (also if unchanged), or null where there is none, or where the change removed it.</returns>
    public static async Task<IReadOnlyList<T?>> ChangeAsync<T>(
        this IObjectStore store,
        IReadOnlyList<ObjectKey> keys,
        Func<T, T?> change,
        IReadOnlyList<ObjectWrite>? along = null,
        Func<ObjectKey, T?>? remembered = null,
        CancellationToken cancellation = default)
        where T : KubeObject
    {
        var results = new T?[keys.Count];
        var open = Enumerable.Range(0, keys.Count).ToList();
        while (open.Count > 0 || along is { Count: > 0 })
        {
            var current = await ReadAsync(store, open.Select(i => keys[i]).ToList(), remembered, cancellation);
            var writes = new List<ObjectWrite>(along ?? []);
            var first = writes.Count;
            var writing = new List<int>();
            var again = new List<int>();
            for (var n = 0; n < open.Count; n++)
            {
                var (before, isRemembered) = current[n];
                var after = before is null ? null : change(before);
                results[open[n]] = after ?? before;
                if (after is not null && !ReferenceEquals(after, before))
                {
                    writes.Add(ObjectWrites.Update(KubeTypes.Of(keys[open[n]].Resource), after));
                    writing.Add(open[n]);
                }
                else if (isRemembered)
                {
                    again.Add(open[n]);
                }
            }

            var written = writes.Count > 0 ? await store.WriteAsync(writes, cancellation) : [];
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
                        again.Add(writing[n]);
                        break;
                }
            }

            (open, along, remembered) = (again, null, null);
        }

        return results;
    }

    private static async ValueTask<(T? Value, bool IsRemembered)[]> ReadAsync<T>(
        IObjectStore store, List<ObjectKey> keys, Func<ObjectKey, T?>? remembered, CancellationToken cancellation)
        where T : KubeObject
    {
        var values = keys.Select(key => (Value: remembered?.Invoke(key), IsRemembered: true)).ToArray();
        var missing = Enumerable.Range(0, keys.Count).Where(i => values[i].Value is null).ToList();
        if (missing.Count > 0)
        {
            var stored = await store.GetAsync(missing.Select(i => keys[i]).ToList(), cancellation);
            for (var n = 0; n < missing.Count; n++)
            {
                values[missing[n]] = (stored[n] is { } found ? KubeTypes.Read<T>(found) : null, false);
            }
        }

        return values;
    }
}
