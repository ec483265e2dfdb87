using System.Text;
using JobFlows.Storage.AzureStorage;
using JobFlows.Storage.Blobs;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Tests.Blobs;

/// <summary>Several stores on one container, as several servers have them.</summary>
[Collection(AzuriteTests.Name)]
public sealed class SeveralServersTests(SharedAzurite azurite) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly BlobObjectStoreOptions options = new()
    {
        Container = $"several-{Guid.NewGuid():N}",
        SegmentAppends = 5,
        SnapshotAfterBytes = 1,
        ShortestPoll = TimeSpan.FromMilliseconds(10),
        LongestPoll = TimeSpan.FromMilliseconds(50),
    };

    private readonly List<BlobObjectStore> stores = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task Open_AllAtOnceInAnEmptyContainer_MakesOneStore()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(OpenAsync)));

        await Task.WhenAll(opened.Select((store, i) => store.WriteAsync([Create($"thing-{i}")])));

        foreach (var store in opened)
        {
            Assert.Equal(8, (await store.ListAsync(new() { Resource = "things" })).Items.Count);
        }
    }

    [Fact]
    public async Task Read_WhatAnotherWrote_IsThere()
    {
        var (a, b) = (await OpenAsync(), await OpenAsync());
        for (var i = 0; i < 10; i++)
        {
            var written = Written((await a.WriteAsync([Create($"thing-{i}")]))[0]);

            Assert.Equal(written.Revision, (await b.GetAsync(written.Key))!.Revision);
            Assert.Equal(i + 1, (await b.ListAsync(new() { Resource = "things" })).Items.Count);
            (a, b) = (b, a);
        }
    }

    [Fact]
    public async Task Read_RevisionOfAnother_IsKnown()
    {
        var (a, b, c) = (await OpenAsync(), await OpenAsync(), await OpenAsync());
        var written = Written((await a.WriteAsync([Create("thing")]))[0]);

        Assert.Equal("thing", Assert.Single((await b.ListAsync(new() { Resource = "things", Revision = written.Revision })).Items).Key.Name);
        await using var watch = await c.WatchAsync("things", null, written.Revision);
        Assert.Equal(written.Revision, await c.CatchUpAsync());
    }

    [Fact]
    public async Task Watch_WhatAnotherWrites_IsSeen()
    {
        var (a, b) = (await OpenAsync(), await OpenAsync());
        await using var watch = await b.WatchAsync("things", null, b.Revision);
        for (var i = 0; i < 5; i++)
        {
            var written = Written((await a.WriteAsync([Create($"thing-{i}")]))[0]);

            using var patience = new CancellationTokenSource(Patience);
            Assert.Equal(written.Revision, Assert.Single(await watch.NextAsync(patience.Token)).Object.Revision);
        }
    }

    [Fact]
    public async Task Sleeper_WhoseLogIsDeleted_GoesOnFromTheSnapshot()
    {
        var (busy, reader, writer) = (await OpenAsync(), await OpenAsync(), await OpenAsync());
        var first = Written((await busy.WriteAsync([Create("thing")]))[0]);
        await reader.CatchUpAsync();
        await writer.CatchUpAsync();
        var last = first;
        for (var i = 0; i < 30; i++)
        {
            last = Written((await busy.WriteAsync([Update(last)]))[0]);
        }

        await busy.CompactAsync(busy.Revision);

        // Their watches would miss changes, and say so; all else goes on.
        await using var watch = await reader.WatchAsync("things", null, first.Revision);
        Assert.Equal(last.Revision, (await reader.GetAsync(first.Key))!.Revision);
        using var patience = new CancellationTokenSource(Patience);
        await Assert.ThrowsAsync<RevisionExpiredException>(async () => await watch.NextAsync(patience.Token));
        Assert.Equal(last.Revision, Assert.IsType<WriteResult.Conflict>((await writer.WriteAsync([Update(first)]))[0]).Revision);
        var written = Written((await writer.WriteAsync([Update(last)]))[0]);
        Assert.Equal(last.Revision + 1, written.Revision);
        Assert.Equal(written.Revision, (await busy.GetAsync(first.Key))!.Revision);
    }

    [Fact]
    public async Task Compact_AllAtOnceBesideWriters_LeavesWhatIsThere()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(OpenAsync)));

        await Task.WhenAll(opened.Select((store, number) => Task.Run(async () =>
        {
            var mine = Written((await store.WriteAsync([Create($"thing-{number}")]))[0]);
            for (var i = 0; i < 25; i++)
            {
                mine = Written((await store.WriteAsync([Update(mine)]))[0]);
                await store.CompactAsync(store.Revision);
            }
        })));

        var fresh = await OpenAsync();
        Assert.Equal(104, fresh.Revision);
        Assert.Equal(4, (await fresh.ListAsync(new() { Resource = "things" })).Items.Count);
        foreach (var store in opened)
        {
            Assert.Equal(104, await store.CatchUpAsync());
        }
    }

    [Fact]
    public async Task Compact_WhenDone_LeavesFewBlobs()
    {
        var store = await OpenAsync();
        var last = Written((await store.WriteAsync([Create("thing")]))[0]);
        for (var i = 0; i < 40; i++)
        {
            last = Written((await store.WriteAsync([Update(last)]))[0]);
            await store.CompactAsync(store.Revision);
        }

        var blobs = new List<string>();
        await foreach (var blob in StorageAccount.Parse(azurite.Server.ConnectionString).Blobs.GetBlobContainerClient(options.Container).GetBlobsAsync())
        {
            blobs.Add(blob.Name);
        }

        Assert.InRange(blobs.Count, 3, 4);
    }

    [Fact]
    public async Task Memory_MoreHistoryThanItHolds_ExpiresEarly()
    {
        var store = await OpenAsync(options with { HistoryChanges = 10 });
        var last = Written((await store.WriteAsync([Create("thing")]))[0]);
        await using var slow = await store.WatchAsync("things", null, 0);
        for (var i = 0; i < 30; i++)
        {
            last = Written((await store.WriteAsync([Update(last)]))[0]);
        }

        var expired = await Assert.ThrowsAsync<RevisionExpiredException>(async () => await store.ListAsync(new() { Resource = "things", Revision = 5 }));
        Assert.Equal(last.Revision - 10, expired.Oldest);
        await Assert.ThrowsAsync<RevisionExpiredException>(async () => await slow.NextAsync(default));
        await using var watch = await store.WatchAsync("things", null, expired.Oldest);
        Assert.Equal(10, (await watch.NextAsync(default)).Count);
        Assert.Equal(expired.Oldest, (await store.ListAsync(new() { Resource = "things", Revision = expired.Oldest })).Items[0].Revision);
    }

    private static ObjectWrite.Create Create(string name) =>
        new() { Key = new("things", "default", name), Uid = name, Json = Encoding.UTF8.GetBytes("""{"metadata":{}}""") };

    private static ObjectWrite.Update Update(StoredObject old) => new() { Key = old.Key, ExpectedRevision = old.Revision, Json = old.Json };

    private static StoredObject Written(WriteResult result) => Assert.IsType<WriteResult.Written>(result).Object;

    private Task<BlobObjectStore> OpenAsync() => OpenAsync(options);

    private async Task<BlobObjectStore> OpenAsync(BlobObjectStoreOptions with)
    {
        var store = await BlobObjectStore.OpenAsync(StorageAccount.Parse(azurite.Server.ConnectionString), with);
        lock (stores)
        {
            stores.Add(store);
        }

        return store;
    }
}
