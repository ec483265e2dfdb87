using JobFlows.Azurite;
using JobFlows.Storage.AzureStorage;
using JobFlows.Storage.Blobs;

namespace JobFlows.Storage.Tests.Blobs;

/// <summary>A store in a container of its own.</summary>
internal sealed class BlobTestStore(AzuriteServer azurite, BlobObjectStoreOptions? options = null)
{
    private readonly BlobObjectStoreOptions options = (options ?? new()) with { Container = $"test-{Guid.NewGuid():N}" };
    private BlobObjectStore? store;

    public async Task<BlobObjectStore> OpenAsync() => store = await BlobObjectStore.OpenAsync(StorageAccount.Parse(azurite.ConnectionString), options);

    public async Task<BlobObjectStore> ReopenAsync()
    {
        await store!.DisposeAsync();
        return await OpenAsync();
    }

    public async Task CloseAsync()
    {
        await store!.DisposeAsync();
        await StorageAccount.Parse(azurite.ConnectionString).Blobs.DeleteBlobContainerAsync(options.Container);
    }
}
