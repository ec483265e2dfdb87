using JobFlows.Conformance.Objects;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Tests.Blobs;

[Collection(AzuriteTests.Name)]
public sealed class BlobObjectStoreTests(SharedAzurite azurite) : ObjectStoreConformance
{
    private readonly BlobTestStore store = new(azurite.Server);

    protected override async Task<IObjectStore> OpenAsync() => await store.OpenAsync();

    protected override async Task<IObjectStore> ReopenAsync() => await store.ReopenAsync();

    protected override Task CloseAsync() => store.CloseAsync();
}
