namespace JobFlows.Workflows.Objects;

/// <summary>What an API server needs of etcd: one revisioned log of objects of all kinds.</summary>
/// <remarks>
/// The revision is one number that grows with every change of any kind. A read sees every write committed before it began.
/// Thrown by any member: broken storage, as the backend's own exceptions.
/// </remarks>
public interface IObjectStore
{
    /// <summary>The newest committed revision that this process knows of. Others may have written meanwhile: <see cref="CatchUpAsync"/>.</summary>
    long Revision { get; }

    /// <summary>Sees every write committed before it began, whoever made it.</summary>
    /// <returns>The newest committed revision.</returns>
    ValueTask<long> CatchUpAsync(CancellationToken cancellation = default) => new(Revision);

    /// <summary>The object at <paramref name="key"/>, or null.</summary>
    ValueTask<StoredObject?> GetAsync(ObjectKey key, CancellationToken cancellation = default);

    /// <summary>The objects at <paramref name="keys"/>, null where there is none, in the same order.</summary>
    ValueTask<IReadOnlyList<StoredObject?>> GetAsync(IReadOnlyList<ObjectKey> keys, CancellationToken cancellation = default);

    /// <summary>
    /// Writes each change that still can be, in order, in one durable commit; each gets its own revision and its own result.
    /// When it returns they survive a crash and watchers have them. When it throws, none or all may be committed.
    /// </summary>
    Task<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<ObjectWrite> writes, CancellationToken cancellation = default);

    /// <summary>Lists objects as of one revision.</summary>
    /// <exception cref="RevisionExpiredException">The query's revision is compacted away or in the future.</exception>
    ValueTask<ObjectPage> ListAsync(ListQuery query, CancellationToken cancellation = default);

    /// <summary>Follows changes of a resource that come after a revision.</summary>
    /// <param name="resource">The group resource.</param>
    /// <param name="namespace">Only this namespace; null for all.</param>
    /// <param name="after">Changes with a greater revision are returned.</param>
    /// <param name="cancellation">Cancels the opening, not the watch.</param>
    /// <exception cref="RevisionExpiredException"><paramref name="after"/> is compacted away or in the future.</exception>
    ValueTask<IObjectWatch> WatchAsync(string resource, string? @namespace, long after, CancellationToken cancellation = default);

    /// <summary>Forgets superseded states and deletions up to <paramref name="revision"/>; older lists and watches then expire.</summary>
    Task CompactAsync(long revision, CancellationToken cancellation = default);
}
