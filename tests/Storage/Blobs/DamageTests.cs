using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using JobFlows.Storage.AzureStorage;
using JobFlows.Storage.Blobs;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Tests.Blobs;

/// <summary>Blobs that are not what was written: refused with their name and the position, at a start and by a server that runs.</summary>
[Collection(AzuriteTests.Name)]
public sealed class DamageTests(SharedAzurite azurite) : IAsyncLifetime
{
    private readonly BlobObjectStoreOptions options = new() { Container = $"damaged-{Guid.NewGuid():N}", SnapshotAfterBytes = 1 };
    private BlobContainerClient container = null!;
    private string log = "";
    private string snapshot = "";

    /// <summary>A store with a snapshot and a log of six records behind it.</summary>
    public async Task InitializeAsync()
    {
        container = StorageAccount.Parse(azurite.Server.ConnectionString).Blobs.GetBlobContainerClient(options.Container);
        await using var store = await OpenAsync();
        for (var i = 0; i < 10; i++)
        {
            await store.WriteAsync([Create($"thing-{i}")]);
        }

        await store.CompactAsync(4);
        await foreach (var blob in container.GetBlobsAsync())
        {
            log = blob.Name.StartsWith("log/", StringComparison.Ordinal) ? blob.Name : log;
            snapshot = blob.Name.StartsWith("snapshots/", StringComparison.Ordinal) ? blob.Name : snapshot;
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Open_LogByteChanged_IsRefused()
    {
        var bytes = await ReadAsync(log);
        bytes[^20] ^= 1;
        await ReplaceLogAsync(bytes);

        var refused = await AssertRefusedAsync(log, "checksum");

        Assert.InRange(refused.Position, 1, bytes.Length - 20);
    }

    [Fact]
    public async Task Open_LogCutShort_IsRefused()
    {
        var bytes = await ReadAsync(log);
        await ReplaceLogAsync(bytes[..^10]);

        await AssertRefusedAsync(log, "cut short");
    }

    [Fact]
    public async Task Open_LogCutBeforeTheSnapshot_IsRefused()
    {
        await ReplaceLogAsync((await ReadAsync(log))[..10]);

        await AssertRefusedAsync(log, "the blob has only 10 bytes");
    }

    [Fact]
    public async Task Open_LogRecordMissing_IsRefused()
    {
        var bytes = await ReadAsync(log);
        var lengths = Lengths(bytes);

        // The last record but one is the ninth of ten changes; then there is the compaction.
        var end = bytes.Length - lengths[^1];
        var start = end - lengths[^2] - lengths[^3];
        await ReplaceLogAsync([.. bytes[..start], .. bytes[(start + lengths[^3])..]]);

        var refused = await AssertRefusedAsync(log, "stand where revision 9 should follow");
        Assert.Equal(start, refused.Position);
    }

    [Fact]
    public async Task Open_LogMissing_IsRefused()
    {
        await container.DeleteBlobAsync(log);

        await AssertRefusedAsync(log, "the blob is missing");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    [InlineData(-3)]
    public async Task Open_SnapshotByteChanged_IsRefused(int at)
    {
        var bytes = await ReadAsync(snapshot);
        bytes[at < 0 ? bytes.Length + at : at] ^= 1;
        await ReplaceAsync(snapshot, bytes);

        await AssertRefusedAsync(snapshot, "checksum");
    }

    [Fact]
    public async Task Open_SnapshotWithoutItsEnd_IsRefused()
    {
        var bytes = await ReadAsync(snapshot);
        await ReplaceAsync(snapshot, bytes[..^Lengths(bytes)[^1]]);

        await AssertRefusedAsync(snapshot, "its end is missing");
    }

    [Fact]
    public async Task Open_SnapshotMissing_IsRefused()
    {
        await container.DeleteBlobAsync(snapshot);

        await AssertRefusedAsync(snapshot, "is missing");
    }

    [Fact]
    public async Task Open_ManifestByteChanged_IsRefused()
    {
        var bytes = await ReadAsync("manifest");
        bytes[40] ^= 1;
        await ReplaceAsync("manifest", bytes);

        await AssertRefusedAsync("manifest", "checksum");
    }

    [Fact]
    public async Task Open_ManifestMissing_IsRefused()
    {
        await container.DeleteBlobAsync("manifest");

        await AssertRefusedAsync("manifest", "missing");
    }

    [Fact]
    public async Task Open_FormatOfTheFuture_IsRefused()
    {
        var bytes = await ReadAsync("manifest");
        bytes[3] = (byte)'2';
        await ReplaceAsync("manifest", bytes);

        await AssertRefusedAsync("manifest", "format 2 is unknown");
    }

    [Fact]
    public async Task Running_SomethingElseAppended_StopsThere()
    {
        await using var store = await OpenAsync();
        var end = (await ReadAsync(log)).Length;
        await container.GetAppendBlobClient(log).AppendBlockAsync(new MemoryStream("something else"u8.ToArray()));

        // Neither reads nor writes go past it, however often they are tried.
        for (var i = 0; i < 2; i++)
        {
            var read = await Assert.ThrowsAsync<StoreDamagedException>(async () => await store.GetAsync(new ObjectKey("things", "default", "thing-1")));
            var write = await Assert.ThrowsAsync<StoreDamagedException>(() => store.WriteAsync([Create("late")]));
            Assert.Equal((end, end), (read.Position, write.Position));
        }
    }

    [Fact]
    public async Task Running_LogDeleted_IsNoticed()
    {
        await using var store = await OpenAsync();
        await container.DeleteBlobAsync(log);

        await Assert.ThrowsAsync<StoreBehindException>(() => store.WriteAsync([Create("late")]));
        await Assert.ThrowsAsync<StoreBehindException>(async () => await store.ListAsync(new() { Resource = "things" }));
    }

    [Fact]
    public async Task Running_LogCutShort_IsNoticed()
    {
        await using var store = await OpenAsync();
        await ReplaceLogAsync((await ReadAsync(log))[..^10]);

        await Assert.ThrowsAsync<StoreBehindException>(async () => await store.GetAsync(new ObjectKey("things", "default", "thing-1")));
        await Assert.ThrowsAsync<StoreBehindException>(() => store.WriteAsync([Create("late")]));
    }

    private static ObjectWrite.Create Create(string name) =>
        new() { Key = new("things", "default", name), Uid = name, Json = Encoding.UTF8.GetBytes("""{"metadata":{}}""") };

    /// <summary>How long the records are, one after the other.</summary>
    private static List<int> Lengths(byte[] bytes)
    {
        var lengths = new List<int>();
        for (var at = 0; at < bytes.Length; at += lengths[^1])
        {
            lengths.Add(32 + BitConverter.ToInt32(bytes, at + 12));
        }

        return lengths;
    }

    private Task<BlobObjectStore> OpenAsync() => BlobObjectStore.OpenAsync(StorageAccount.Parse(azurite.Server.ConnectionString), options);

    private async Task<StoreDamagedException> AssertRefusedAsync(string blob, string reason)
    {
        var refused = await Assert.ThrowsAsync<StoreDamagedException>(OpenAsync);
        Assert.Equal($"{options.Container}/{blob}", refused.Blob);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Contains($"{refused.Blob} at byte {refused.Position}", refused.Message, StringComparison.Ordinal);
        return refused;
    }

    private async Task<byte[]> ReadAsync(string blob)
    {
        using var download = (await container.GetBlobClient(blob).DownloadStreamingAsync()).Value;
        using var bytes = new MemoryStream();
        await download.Content.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private async Task ReplaceAsync(string blob, byte[] bytes)
    {
        var client = container.GetBlockBlobClient(blob);
        await client.StageBlockAsync("AAAA", new MemoryStream(bytes));
        await client.CommitBlockListAsync(["AAAA"]);
    }

    private async Task ReplaceLogAsync(byte[] bytes)
    {
        await container.DeleteBlobAsync(log);
        var client = container.GetAppendBlobClient(log);
        await client.CreateAsync();
        await client.AppendBlockAsync(new MemoryStream(bytes));
    }
}
