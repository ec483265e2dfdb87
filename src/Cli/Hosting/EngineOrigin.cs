using JobFlows.Engine;
using JobFlows.Storage.AzureStorage;
using JobFlows.Storage.Blobs;
using JobFlows.Storage.Sqlite;

namespace JobFlows.Cli.Hosting;

/// <summary>
/// Whether what the engine remembers in the data folder goes with the objects in the storage account. If not, it is forgotten, and the server begins
/// with the objects: docs/adr/0011-beginning-with-the-objects.md.
/// </summary>
internal static class EngineOrigin
{
    // The mark is written down a moment after clients were answered, so they may have seen revisions past it.
    private const long UnmarkedRevisions = 100_000;

    /// <summary>Looks, and sees to it that the engine and the objects go together from now on. The engine is not open yet.</summary>
    /// <param name="store">The objects.</param>
    /// <param name="mark">How far the data folder has known them.</param>
    /// <param name="lease">Says who had them last.</param>
    /// <param name="server">This server.</param>
    /// <param name="database">The engine's database.</param>
    /// <param name="log">Told why what was remembered is forgotten.</param>
    /// <param name="cancellation">Cancels.</param>
    public static async Task SettleAsync(
        BlobObjectStore store, StoreMark mark, HostLease lease, Guid server, SqliteDatabase database, ILogger log, CancellationToken cancellation)
    {
        var (known, present) = (mark.Revision, await store.CatchUpAsync(cancellation));
        var isBehind = present < known;
        if (isBehind || (lease.LastServer is { } last && last != server))
        {
            var running = await EmbeddedEngine.ForgetAsync(database);
            if (isBehind)
            {
                log.LogWarning(
                    "the object store has lost writes: it ends at revision {Present}, and this server had got to {Known}; it begins anew with the objects that are there",
                    present, known);

                // Last: a crash before this comes here again.
                await store.SkipAsync(known + UnmarkedRevisions, cancellation);
            }
            else if (running > 0)
            {
                log.LogWarning("another server has had the object store since this one; it begins anew with the objects that are there");
            }
        }

        if (lease.LastServer != server)
        {
            await lease.SignAsync(cancellation);
        }

        mark.Advance(store.Revision);
    }
}
