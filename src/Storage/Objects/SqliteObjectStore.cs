using JobFlows.Storage.Sqlite;
using JobFlows.Storage.Watching;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Objects;

/// <summary>Objects in a SQLite database, which it may share with others but which no other process writes.</summary>
/// <remarks>Closing the database is up to its owner. Watches keep no resources of it.</remarks>
public sealed class SqliteObjectStore : IObjectStore
{
    private readonly SqliteDatabase database;
    private readonly RecentChanges recent;

    private SqliteObjectStore(SqliteDatabase database, RecentChanges recent)
    {
        this.database = database;
        this.recent = recent;
    }

    /// <inheritdoc/>
    /// <remarks>Asked of the database: a list may already have seen a commit that is about to be published to watches.</remarks>
    public long Revision => database.Read(ObjectSchema.Revisions).Newest;

    /// <summary>Opens the store, creating its tables in a new database.</summary>
    /// <exception cref="InvalidDataException">The tables are of a newer program.</exception>
    public static async Task<SqliteObjectStore> OpenAsync(SqliteDatabase database, SqliteObjectStoreOptions? options = null)
    {
        options ??= new();
        await database.WriteAsync(ObjectSchema.Create);
        var newest = database.Read(ObjectSchema.Revisions).Newest;
        return new(database, new RecentChanges(newest, options.RecentChanges, options.RecentBytes));
    }

    /// <inheritdoc/>
    public ValueTask<StoredObject?> GetAsync(ObjectKey key, CancellationToken cancellation = default) =>
        new(database.Read(connection => ObjectReader.Get(connection, key)));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredObject?>> GetAsync(IReadOnlyList<ObjectKey> keys, CancellationToken cancellation = default) =>
        new(database.Read<StoredObject?[]>(connection => [.. keys.Select(key => ObjectReader.Get(connection, key))]));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<ObjectWrite> writes, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var outcome = await database.WriteAsync(
            connection => ObjectBatch.Write(connection, writes, recent),
            committed: outcome => recent.Publish(outcome.Changes));
        return outcome.Results;
    }

    /// <inheritdoc/>
    public ValueTask<ObjectPage> ListAsync(ListQuery query, CancellationToken cancellation = default) =>
        new(database.Read(connection => ObjectList.Read(connection, query)));

    /// <inheritdoc/>
    public ValueTask<IObjectWatch> WatchAsync(
        string resource,
        string? @namespace,
        long after,
        CancellationToken cancellation = default)
    {
        database.Read(ObjectSchema.Revisions).Check(after);
        return new(recent.Watch(
            resource,
            @namespace,
            after,
            (from, most) => database.Read(connection => ObjectReader.Log(connection, resource, @namespace, from, most))));
    }

    /// <inheritdoc/>
    public async Task CompactAsync(long revision, CancellationToken cancellation = default)
    {
        var target = Math.Min(revision, Revision);
        long reached;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            reached = await database.WriteAsync(connection => ObjectCompaction.Step(connection, target));
        }
        while (reached < target);
    }
}
