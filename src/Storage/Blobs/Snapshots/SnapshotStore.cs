using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using JobFlows.Storage.Blobs.Log;
using JobFlows.Storage.Blobs.State;

namespace JobFlows.Storage.Blobs.Snapshots;

/// <summary>
/// Snapshots, and what they make superfluous. Any process may write one at any time: the manifest is moved by one of them, and nothing is
/// deleted that a manifest names or could yet name.
/// </summary>
internal sealed class SnapshotStore(ObjectContainer container, BlobObjectStoreOptions options) : IDisposable
{
    private readonly ManifestBlob manifests = new(container);
    private readonly SemaphoreSlim turn = new(1);
    private volatile Manifest? newest;

    /// <summary>The newest snapshot, as a state to begin with; an empty container becomes a new store.</summary>
    /// <exception cref="StoreDamagedException">It can't be read, or there is a log and no manifest.</exception>
    public async Task<Step> LoadOrCreateAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is { } found)
        {
            return found;
        }

        await CreateAsync(cancellation);
        return await LoadAsync((await ReadManifestAsync(cancellation)).Manifest, cancellation);
    }

    /// <summary>The newest snapshot, as a state to begin with; null where there is no store.</summary>
    /// <exception cref="StoreDamagedException">It can't be read.</exception>
    public async Task<Step?> FindAsync(CancellationToken cancellation) =>
        await manifests.ReadAsync(cancellation) is { } stored ? await LoadAsync(stored.Manifest, cancellation) : null;

    /// <summary>Writes a state down if enough of the log lies before it, and deletes what is then superfluous.</summary>
    public async Task WriteIfDueAsync(Step step, CancellationToken cancellation)
    {
        if (!IsDue(step, newest!))
        {
            return;
        }

        await turn.WaitAsync(cancellation);
        try
        {
            var (stored, version) = await ReadManifestAsync(cancellation);
            newest = stored;
            if (IsDue(step, stored))
            {
                await WriteAsync(step, version, cancellation);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private bool IsDue(Step step, Manifest last) =>
        step.Position.Total - last.Position.Total >= Math.Max(options.SnapshotAfterBytes, step.State.Bytes);

    private async Task<Step> LoadAsync(Manifest manifest, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                var state = manifest.Snapshot is null ? ObjectsState.Empty : await SnapshotFile.ReadAsync(container, manifest, cancellation);
                newest = manifest;
                return new Step(Change: null, state, manifest.Position);
            }
            catch (RequestFailedException e) when (e.IsMissing())
            {
                // A later one has replaced it meanwhile.
                var (stored, _) = await ReadManifestAsync(cancellation);
                manifest = stored != manifest
                    ? stored
                    : throw new StoreDamagedException(container.NameOf(manifest.Snapshot!), position: 0, "the snapshot that the manifest names is missing");
            }
        }
    }

    private async Task WriteAsync(Step step, ETag replaced, CancellationToken cancellation)
    {
        var manifest = new Manifest(await SnapshotFile.WriteAsync(container, step.State, cancellation), step.Revision, step.Position);
        if (await manifests.WriteAsync(manifest, replaced, cancellation))
        {
            newest = manifest;
            await DeleteBeforeAsync(manifest, cancellation);
        }
        else
        {
            await DeleteAsync(manifest.Snapshot!, cancellation);
        }
    }

    /// <summary>Segments in their order: a reader that finds one finds those that follow it.</summary>
    private async Task DeleteBeforeAsync(Manifest manifest, CancellationToken cancellation)
    {
        var first = LogPosition.NumberOf(manifest.Position.Segment);
        await foreach (var blob in container.Blobs.GetBlobsAsync(cancellationToken: cancellation))
        {
            var isOld = blob.Name.StartsWith(LogPosition.SegmentPrefix, StringComparison.Ordinal) ? LogPosition.NumberOf(blob.Name) < first
                : blob.Name.StartsWith(SnapshotFile.Prefix, StringComparison.Ordinal) && SnapshotFile.RevisionOf(blob.Name) < manifest.Revision;
            if (isOld)
            {
                await DeleteAsync(blob.Name, cancellation);
            }
        }
    }

    private Task DeleteAsync(string blob, CancellationToken cancellation) =>
        container.Blobs.GetBlobClient(blob).DeleteIfExistsAsync(cancellationToken: cancellation);

    private async Task<(Manifest Manifest, ETag Version)> ReadManifestAsync(CancellationToken cancellation) =>
        await manifests.ReadAsync(cancellation) ?? throw new StoreDamagedException(container.NameOf(ManifestBlob.Name), position: 0, "the blob is missing");

    private async Task CreateAsync(CancellationToken cancellation)
    {
        await container.Blobs.CreateIfNotExistsAsync(cancellationToken: cancellation);
        var first = LogPosition.First();
        await container.Blobs.GetAppendBlobClient(first.Segment).CreateAsync(cancellationToken: cancellation);

        // Others may be making the store at the same time; their segments are empty. If one isn't, there is a manifest, or there was.
        await foreach (var blob in container.Blobs.GetBlobsAsync(cancellationToken: cancellation))
        {
            if (blob.Properties.ContentLength > 0)
            {
                await DeleteAsync(first.Segment, cancellation);
                return;
            }
        }

        if (!await manifests.WriteAsync(new Manifest(Snapshot: null, Revision: 0, first), replaced: null, cancellation))
        {
            await DeleteAsync(first.Segment, cancellation);
        }
    }
}
