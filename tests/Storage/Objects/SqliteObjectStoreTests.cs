using JobFlows.Conformance.Objects;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Tests.Objects;

public sealed class SqliteObjectStoreTests : ObjectStoreConformance
{
    private readonly TestStore store = new();

    protected override async Task<IObjectStore> OpenAsync() => await store.OpenAsync();

    protected override async Task<IObjectStore> ReopenAsync() => await store.ReopenAsync();

    protected override Task CloseAsync() => store.CloseAsync();
}
