using JobFlows.Conformance.Objects;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Tests.Blobs;

/// <summary>The same cases where segments are short and every compaction writes a snapshot.</summary>
[Collection(AzuriteTests.Name)]
public sealed class BlobObjectStoreInSmallPiecesTests(SharedAzurite azurite) : ObjectStoreConformance
{
    private readonly BlobTestStore store = new(azurite.Server, new() { SegmentAppends = 7, SnapshotAfterBytes = 1, LargestGroup = 2000 });

    protected override async Task<IObjectStore> OpenAsync() => await store.OpenAsync();

    protected override async Task<IObjectStore> ReopenAsync() => await store.ReopenAsync();

    protected override Task CloseAsync() => store.CloseAsync();
}
