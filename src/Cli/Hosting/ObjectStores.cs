using JobFlows.Storage.AzureStorage;
using JobFlows.Storage.Blobs;
using JobFlows.Storage.Objects;
using JobFlows.Storage.Sqlite;
using JobFlows.Workflows.Objects;

namespace JobFlows.Cli.Hosting;

/// <summary>Where the objects are kept, as <c>--storage</c> says.</summary>
internal static class ObjectStores
{
    /// <summary>Opens the store that the options name.</summary>
    /// <param name="options">The options.</param>
    /// <param name="data">The data folder, whose server alone may use the store.</param>
    /// <param name="database">The database in it.</param>
    /// <param name="web">The host, which stops if another server takes the store.</param>
    /// <param name="log">Where trouble goes.</param>
    /// <param name="cleanUp">What is to be done at the end.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="StorageAccountException">The account can't be used.</exception>
    /// <exception cref="StoreDamagedException">What it holds is not what was written.</exception>
    public static async Task<IObjectStore> OpenAsync(
        LocalHostOptions options, DataDirectory data, SqliteDatabase database, WebApplication web, ILogger log, Stack<Func<ValueTask>> cleanUp, CancellationToken cancellation)
    {
        if (options.Storage is not { } connection)
        {
            return await SqliteObjectStore.OpenAsync(database);
        }

        var account = StorageAccount.Parse(connection);
        var settings = new BlobObjectStoreOptions { Trouble = (what, e) => log.LogError(e, "{What}", what) };
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
                web.Lifetime.StopApplication();
            },
            cancellation);
        cleanUp.Push(lease.DisposeAsync);
        cleanUp.Push(() =>
        {
            log.LogInformation("Azure Storage: {Transactions}", account.Transactions);
            return ValueTask.CompletedTask;
        });
        return store;
    }
}
