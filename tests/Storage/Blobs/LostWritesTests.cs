using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using JobFlows.Storage.AzureStorage;
using JobFlows.Storage.Blobs;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Tests.Blobs;

/// <summary>A log that ends earlier than it did, as Azurite leaves it that was killed: who has seen more notices, and who begins with it can go on.</summary>
[Collection(AzuriteTests.Name)]
public sealed class LostWritesTests(SharedAzurite azurite) : IAsyncLifetime
{
    private const int Written = 10;
    private const int Left = 6;
    private readonly BlobObjectStoreOptions options = new() { Container = $"lost-{Guid.NewGuid():N}", SnapshotAfterBytes = 1, ShortestPoll = TimeSpan.FromMilliseconds(10), LongestPoll = TimeSpan.FromMilliseconds(50) };
    private readonly List<BlobObjectStore> stores = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("read")]
    [InlineData("write")]
    [InlineData("list")]
    public async Task Running_LogHasLostItsEnd_IsNoticedByEverything(string what)
    {
        var told = new List<StoreBehindException>();
        var store = await OpenAsync(options with { Behind = told.Add });
        await WriteAsync(store, 1, Written);
        await LoseAsync();

        for (var i = 0; i < 2; i++)
        {
            await Assert.ThrowsAsync<StoreBehindException>(() => what switch
            {
                "read" => store.GetAsync(KeyOf(1)).AsTask(),
                "list" => store.ListAsync(new() { Resource = "things" }).AsTask(),
                _ => store.WriteAsync([Create(99)]),
            });
        }

        Assert.All(told, one => Assert.StartsWith($"the object store has lost writes: {options.Container}/log/", one.Message, StringComparison.Ordinal));
        Assert.NotEmpty(told);
    }

    [Fact]
    public async Task Running_NothingLost_GoesOn()
    {
        var store = await OpenAsync();
        await WriteAsync(store, 1, Written);
        await RewriteAsync(bytes => bytes);

        Assert.Equal(Written, (await store.GetAsync(KeyOf(Written)))!.Revision);
        await WriteAsync(store, Written + 1, 1);
    }

    [Fact]
    public async Task Open_LogHasLostItsEnd_BeginsWithWhatIsLeft()
    {
        await WriteAsync(await OpenAsync(), 1, Written);
        await LoseAsync();

        var store = await OpenAsync();

        Assert.Equal(Left, store.Revision);
        Assert.Equal(Left, (await store.ListAsync(new() { Resource = "things" })).Items.Count);
    }

    [Fact]
    public async Task Skip_Revisions_AreNotGivenAgainAndExpire()
    {
        var other = await OpenAsync();
        var store = await OpenAsync();
        await WriteAsync(store, 1, Left);
        await other.CatchUpAsync();
        var watch = await other.WatchAsync("things", null, Left);

        await store.SkipAsync(1000);
        await WriteAsync(store, Left + 1, 1);

        foreach (var one in (BlobObjectStore[])[store, other, await OpenAsync()])
        {
            Assert.Equal(1001, (await one.GetAsync(KeyOf(Left + 1)))!.Revision);
            Assert.Equal(1, (await one.GetAsync(KeyOf(1)))!.Revision);
            await Assert.ThrowsAsync<RevisionExpiredException>(async () => await one.WatchAsync("things", null, 500));
            await Assert.ThrowsAsync<RevisionExpiredException>(async () => await one.ListAsync(new() { Resource = "things", Revision = Left }));
        }

        await Assert.ThrowsAsync<RevisionExpiredException>(async () => await watch.NextAsync(CancellationToken.None));
        await watch.DisposeAsync();
    }

    [Fact]
    public async Task Skip_ThenSnapshot_IsReadBack()
    {
        var store = await OpenAsync();
        await WriteAsync(store, 1, Left);
        await store.SkipAsync(1000);
        await WriteAsync(store, Left + 1, 3);

        await store.CompactAsync(1000);

        var again = await OpenAsync();
        Assert.Equal(1003, again.Revision);
        Assert.Equal(Left + 3, (await again.ListAsync(new() { Resource = "things" })).Items.Count);
    }

    [Fact]
    public async Task Skip_ToTheRevisionOrBefore_ChangesNothing()
    {
        var store = await OpenAsync();
        await WriteAsync(store, 1, Left);

        await store.SkipAsync(Left);

        await WriteAsync(store, Left + 1, 1);
        Assert.Equal(Left + 1, store.Revision);
        Assert.Single((await store.ListAsync(new() { Resource = "things", Revision = 1 })).Items);
    }

    [Fact]
    public async Task Committed_IsToldBeforeWhoeverAsked()
    {
        var newest = 0L;
        var store = await OpenAsync(options with { Committed = revision => Volatile.Write(ref newest, revision) });
        for (var i = 1; i <= Written; i++)
        {
            await WriteAsync(store, i, 1);
            Assert.Equal(i, Volatile.Read(ref newest));
        }
    }

    private static ObjectKey KeyOf(int number) => new("things", "default", $"thing-{number}");

    private static ObjectWrite.Create Create(int number) => new() { Key = KeyOf(number), Uid = $"{number}", Json = Encoding.UTF8.GetBytes("""{"metadata":{}}""") };

    /// <summary>Writes objects, each with an append of its own.</summary>
    private static async Task WriteAsync(BlobObjectStore store, int first, int count)
    {
        for (var number = first; number < first + count; number++)
        {
            Assert.IsType<WriteResult.Written>((await store.WriteAsync([Create(number)]))[0]);
        }
    }

    private async Task<BlobObjectStore> OpenAsync(BlobObjectStoreOptions? others = null)
    {
        stores.Add(await BlobObjectStore.OpenAsync(StorageAccount.Parse(azurite.Server.ConnectionString), others ?? options));
        return stores[^1];
    }

    private Task LoseAsync() => RewriteAsync(bytes =>
    {
        var end = 0;
        for (var record = 0; record < Left; record++)
        {
            end += 32 + BitConverter.ToInt32(bytes, end + 12);
        }

        return bytes[..end];
    });

    private async Task RewriteAsync(Func<byte[], byte[]> change)
    {
        var container = StorageAccount.Parse(azurite.Server.ConnectionString).Blobs.GetBlobContainerClient(options.Container);
        await foreach (var blob in container.GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, "log/"))
        {
            var log = container.GetAppendBlobClient(blob.Name);
            var bytes = (await log.DownloadContentAsync()).Value.Content.ToArray();
            await log.DeleteAsync();
            await log.CreateAsync();
            await log.AppendBlockAsync(new MemoryStream(change(bytes)));
        }
    }
}
