using JobFlows.Storage.AzureStorage;
using JobFlows.Storage.Blobs;
using JobFlows.Storage.Objects;
using JobFlows.Storage.Sqlite;
using JobFlows.Workflows.Objects;

namespace JobFlows.Cli.Hosting;

/// <summary>Where the objects are kept, as <c>--storage</c> says.</summary>
internal static class ObjectStores
{
    /// <summary>Opens the store.</summary>
    /// <param name="account">The storage account; null for the data folder.</param>
    /// <param name="data">The data folder, whose server alone may use the store.</param>
    /// <param name="database">The database in it. What it remembers of objects that are no longer there is forgotten.</param>
    /// <param name="end">Ends the host if another server takes the store, or the store has lost writes.</param>
    /// <param name="log">Where trouble goes.</param>
    /// <param name="cleanUp">What is to be done at the end.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="StorageAccountException">The account can't be used.</exception>
    /// <exception cref="StoreDamagedException">What it holds is not what was written.</exception>
    public static async Task<IObjectStore> OpenAsync(
        StorageAccount? account, DataDirectory data, SqliteDatabase database, HostEnd end, ILogger log, Stack<Func<ValueTask>> cleanUp, CancellationToken cancellation)
    {
        if (account is null)
        {
            return await SqliteObjectStore.OpenAsync(database);
        }

        var mark = await StoreMark.OpenAsync(database);
        var settings = new BlobObjectStoreOptions { Committed = mark.Advance, Behind = _ => end.StartAgain(), Trouble = log.Trouble };
        var store = await BlobObjectStore.OpenAsync(account, settings, cancellation);
        cleanUp.Push(store.DisposeAsync);
        var lease = await HostLease.AcquireAsync(
            account,
            settings.Container,
            data.HostId(),
            patience: HostLease.Duration + TimeSpan.FromSeconds(2),
            lost: e =>
            {
                log.LogCritical(e, "another server has taken over; this one stops");
                end.Stop();
            },
            cancellation);
        cleanUp.Push(lease.DisposeAsync);
        cleanUp.Push(() =>
        {
            log.LogInformation("Azure Storage: {Transactions}", account.Transactions);
            return ValueTask.CompletedTask;
        });
        await EngineOrigin.SettleAsync(store, mark, lease, data.HostId(), database, log, cancellation);
        return store;
    }
}
