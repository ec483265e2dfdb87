using JobFlows.Storage.AzureStorage;
using JobFlows.Storage.Blobs.Log;
using JobFlows.Storage.Blobs.Snapshots;
using JobFlows.Storage.Blobs.State;
using JobFlows.Storage.Blobs.Writing;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Blobs;

/// <summary>
/// Objects in an Azure Storage container, which any number of processes may read and write at once: docs/adr/0007-objects-on-azure-storage.md.
/// All objects are held in memory, and beside them as much history as the options allow.
/// </summary>
/// <remarks>
/// A read asks storage whether others have written, so it costs a billed operation, which reads at the same time share; a list or watch from a
/// revision that is already known asks nothing.
/// </remarks>
public sealed class BlobObjectStore : IObjectStore, IAsyncDisposable
{
    private static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(1);
    private readonly StorageAccount account;
    private readonly BlobObjectStoreOptions options;
    private readonly SnapshotStore snapshots;
    private readonly StoreWriter writer;
    private readonly Replica replica;
    private readonly ForeignChanges foreign;

    private BlobObjectStore(StorageAccount account, BlobObjectStoreOptions options, SnapshotStore snapshots, StoreWriter writer, Replica replica)
    {
        (this.account, this.options, this.snapshots, this.writer, this.replica) = (account, options, snapshots, writer, replica);
        foreign = new ForeignChanges(writer, options);
    }

    /// <inheritdoc/>
    public long Revision => replica.Current.Revision;

    /// <summary>Opens the store, or makes a new one where the container has none.</summary>
    /// <exception cref="StoreDamagedException">What is stored there is not what was written.</exception>
    /// <exception cref="StorageAccountException">The account can't be reached, or does not let us in.</exception>
    public static async Task<BlobObjectStore> OpenAsync(StorageAccount account, BlobObjectStoreOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new();
        var container = new ObjectContainer(account, options.Container);
        var snapshots = new SnapshotStore(container, options);
        try
        {
            var (writer, replica) = await StoreWriter.StartAsync(container, snapshots, options, cancellation);
            return new(account, options, snapshots, writer, replica);
        }
        catch (Exception e)
        {
            snapshots.Dispose();
            throw account.Explain(e) ?? e;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<long> CatchUpAsync(CancellationToken cancellation = default)
    {
        // While storage is known to be away this asks as well, to learn of its return, and does not wait for long.
        var patience = account.Availability.IsAway && options.ReadPatience > ShortPatience ? ShortPatience : options.ReadPatience;
        try
        {
            return await writer.AskAsync(new StoreRequest.CatchUp()).WaitAsync(patience, cancellation);
        }
        catch (TimeoutException e)
        {
            throw new StoreUnavailableException($"{account.Description} does not answer", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<StoredObject?> GetAsync(ObjectKey key, CancellationToken cancellation = default)
    {
        await CatchUpAsync(cancellation);
        return replica.Current.Find(key)?.Stored;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoredObject?>> GetAsync(IReadOnlyList<ObjectKey> keys, CancellationToken cancellation = default)
    {
        await CatchUpAsync(cancellation);
        var state = replica.Current;
        return [.. keys.Select(key => state.Find(key)?.Stored)];
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The writes come to more than 100 MiB.</exception>
    public async Task<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<ObjectWrite> writes, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (writes.Count == 0)
        {
            return [];
        }

        var request = new StoreRequest.Write(writes);
        return request.Bytes <= Frame.LongestPayload
            ? await writer.AskAsync(request)
            : throw new ArgumentException($"{writes.Count} writes of {request.Bytes} bytes do not fit into one commit of {Frame.LongestPayload}", nameof(writes));
    }

    /// <inheritdoc/>
    public async ValueTask<ObjectPage> ListAsync(ListQuery query, CancellationToken cancellation = default)
    {
        if (query.Revision is { } known && known <= Revision)
        {
            return replica.History.At(known).State.List(query);
        }

        await CatchUpAsync(cancellation);
        return (query.Revision is { } wanted ? replica.History.At(wanted).State : replica.Current).List(query);
    }

    /// <inheritdoc/>
    public async ValueTask<IObjectWatch> WatchAsync(string resource, string? @namespace, long after, CancellationToken cancellation = default)
    {
        if (after > Revision)
        {
            await CatchUpAsync(cancellation);
        }

        return new FollowingWatch(replica.Watch(resource, @namespace, after), foreign);
    }

    /// <summary>
    /// Leaves revisions out: the next change has a later one. For revisions that were given before, to writes that storage has lost. Lists and
    /// watches from any of them, and from before, end with <see cref="RevisionExpiredException"/>, in all processes.
    /// </summary>
    /// <param name="revision">The last revision to leave out.</param>
    /// <param name="cancellation">Cancels the waiting.</param>
    public async Task SkipAsync(long revision, CancellationToken cancellation = default) =>
        await writer.AskAsync(new StoreRequest.Skip(revision)).WaitAsync(cancellation);

    /// <inheritdoc/>
    public async Task CompactAsync(long revision, CancellationToken cancellation = default)
    {
        if (revision > replica.History.Oldest)
        {
            await writer.AskAsync(new StoreRequest.Compact(revision));
        }

        await snapshots.WriteIfDueAsync(replica.History.Nearest(revision), cancellation);
    }

    /// <summary>Commits what has been asked for, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await foreign.DisposeAsync();
        await writer.DisposeAsync();
        snapshots.Dispose();
    }
}
