using JobFlows.Conformance.Objects;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Tests.Objects;

/// <summary>The same cases where memory holds next to nothing, so that watches read the log.</summary>
public sealed class SqliteObjectStoreWithLittleMemoryTests : ObjectStoreConformance
{
    private readonly TestStore store = new(new() { RecentChanges = 3, RecentBytes = 200 });

    protected override async Task<IObjectStore> OpenAsync() => await store.OpenAsync();

    protected override async Task<IObjectStore> ReopenAsync() => await store.ReopenAsync();

    protected override Task CloseAsync() => store.CloseAsync();
}
