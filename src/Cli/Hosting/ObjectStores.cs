using JobFlows.Storage.AzureStorage;
using JobFlows.Storage.Blobs;
using JobFlows.Storage.Objects;
using JobFlows.Storage.Sqlite;
using JobFlows.Workflows.Objects;

namespace JobFlows.Cli.Hosting;

/// <summary>Where the objects are kept, as <c>--storage</c> says.</summary>
internal static class ObjectStores
{
    /// <summary>Opens the store that the options name. One on Azure Storage is to be disposed of.</summary>
    /// <exception cref="StorageAccountException">The account can't be used.</exception>
    /// <exception cref="StoreDamagedException">What it holds is not what was written.</exception>
    public static async Task<IObjectStore> OpenAsync(LocalHostOptions options, SqliteDatabase database, ILogger log, CancellationToken cancellation) =>
        options.Storage is { } storage
            ? await BlobObjectStore.OpenAsync(
                StorageAccount.Parse(storage),
                new BlobObjectStoreOptions { Trouble = (what, e) => log.LogError(e, "{What}", what) },
                cancellation)
            : await SqliteObjectStore.OpenAsync(database);
}
