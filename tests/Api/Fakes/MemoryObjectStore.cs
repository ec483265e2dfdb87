using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Tests.Fakes;

/// <summary>An object store in memory: every change is kept, so that any revision can be read.</summary>
internal sealed class MemoryObjectStore : IObjectStore
{
    private readonly Lock gate = new();
    private readonly List<ObjectChange> log = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long compacted;

    public long Revision { get; private set; } = 1;

    /// <summary>Called before a write, outside of any lock: a place for somebody else's change to get in between.</summary>
    public Func<IReadOnlyList<ObjectWrite>, Task>? BeforeWrite { get; set; }

    public ValueTask<StoredObject?> GetAsync(ObjectKey key, CancellationToken cancellation = default)
    {
        lock (gate)
        {
            return ValueTask.FromResult(StateAt(Revision).GetValueOrDefault(key));
        }
    }

    public async ValueTask<IReadOnlyList<StoredObject?>> GetAsync(IReadOnlyList<ObjectKey> keys, CancellationToken cancellation = default)
    {
        var found = new List<StoredObject?>();
        foreach (var key in keys)
        {
            found.Add(await GetAsync(key, cancellation));
        }

        return found;
    }

    public async Task<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<ObjectWrite> writes, CancellationToken cancellation = default)
    {
        if (BeforeWrite is { } intrude)
        {
            BeforeWrite = null;
            await intrude(writes);
        }

        lock (gate)
        {
            var results = writes.Select(Write).ToList();
            var waiters = changed;
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiters.SetResult();
            return results;
        }
    }

    public ValueTask<ObjectPage> ListAsync(ListQuery query, CancellationToken cancellation = default)
    {
        lock (gate)
        {
            var revision = query.Revision ?? Revision;
            CheckRevision(revision);
            var items = StateAt(revision).Values
                .Where(o => o.Key.Resource == query.Resource && (query.Namespace is null || o.Key.Namespace == query.Namespace))
                .OrderBy(o => o.Key.Namespace, StringComparer.Ordinal).ThenBy(o => o.Key.Name, StringComparer.Ordinal)
                .Where(o => query.After is not { } after || Compare(o.Key, after) > 0)
                .ToList();
            var page = query.Limit > 0 ? items.Take(query.Limit).ToList() : items;
            return ValueTask.FromResult(new ObjectPage(page, revision, page.Count < items.Count) { Remaining = items.Count - page.Count });
        }
    }

    public ValueTask<IObjectWatch> WatchAsync(string resource, string? @namespace, long after, CancellationToken cancellation = default)
    {
        lock (gate)
        {
            CheckRevision(after);
            return ValueTask.FromResult<IObjectWatch>(new MemoryWatch(this, resource, @namespace, after));
        }
    }

    public Task CompactAsync(long revision, CancellationToken cancellation = default)
    {
        compacted = revision;
        return Task.CompletedTask;
    }

    private static int Compare(ObjectKey a, ObjectKey b) => string.CompareOrdinal(a.Namespace, b.Namespace) is var c && c != 0
        ? c
        : string.CompareOrdinal(a.Name, b.Name);

    private void CheckRevision(long revision)
    {
        if (revision < compacted || revision > Revision)
        {
            throw new RevisionExpiredException(revision, compacted);
        }
    }

    private Dictionary<ObjectKey, StoredObject> StateAt(long revision)
    {
        var state = new Dictionary<ObjectKey, StoredObject>();
        foreach (var change in log.TakeWhile(c => c.Object.Revision <= revision))
        {
            if (change.Type == ChangeType.Deleted)
            {
                state.Remove(change.Object.Key);
            }
            else
            {
                state[change.Object.Key] = change.Object;
            }
        }

        return state;
    }

    private WriteResult Write(ObjectWrite write)
    {
        var current = StateAt(Revision).GetValueOrDefault(write.Key);
        var expected = write switch
        {
            ObjectWrite.Update update => update.ExpectedRevision,
            ObjectWrite.Delete delete => delete.ExpectedRevision,
            _ => 0,
        };
        if (write is ObjectWrite.Create create)
        {
            return current is not null ? new WriteResult.AlreadyExists(current.Uid) : Append(ChangeType.Added, create.Uid, write, null);
        }

        return current is null ? new WriteResult.NotFound()
            : current.Revision != expected ? new WriteResult.Conflict(current.Revision)
            : Append(write is ObjectWrite.Delete ? ChangeType.Deleted : ChangeType.Modified, current.Uid, write, current);
    }

    private WriteResult.Written Append(ChangeType type, string uid, ObjectWrite write, StoredObject? previous)
    {
        var stored = new StoredObject(write.Key, uid, ++Revision, write.Json);
        log.Add(new ObjectChange(type, stored, previous));
        return new WriteResult.Written(stored);
    }

    private sealed class MemoryWatch(MemoryObjectStore store, string resource, string? @namespace, long after) : IObjectWatch
    {
        public long Revision { get; private set; } = after;

        public async ValueTask<IReadOnlyList<ObjectChange>> NextAsync(CancellationToken cancellation)
        {
            while (true)
            {
                Task next;
                lock (store.gate)
                {
                    store.CheckRevision(Revision);
                    var from = Revision;
                    Revision = store.Revision;
                    var found = store.log.Where(c => c.Object.Revision > from && c.Object.Key.Resource == resource
                        && (@namespace is null || c.Object.Key.Namespace == @namespace)).ToList();
                    if (found.Count > 0)
                    {
                        return found;
                    }

                    next = store.changed.Task;
                }

                await next.WaitAsync(cancellation);
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
