using System.Text;
using Azure;
using JobFlows.Storage.AzureStorage;
using JobFlows.Storage.Blobs;
using JobFlows.Storage.Blobs.Writing;
using JobFlows.Storage.Tests.Blobs.Faults;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Tests.Blobs;

/// <summary>How many operations Azure would bill.</summary>
[Collection(AzuriteTests.Name)]
public sealed class TransactionTests(SharedAzurite azurite) : IAsyncLifetime
{
    private readonly BlobObjectStoreOptions options = new() { Container = $"cost-{Guid.NewGuid():N}" };
    private StorageAccount account = null!;
    private BlobObjectStore store = null!;

    public async Task InitializeAsync()
    {
        account = StorageAccount.Parse(azurite.Server.ConnectionString);
        store = await BlobObjectStore.OpenAsync(account, options);
    }

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public async Task Write_OneBatch_IsOneWrite() =>
        await AssertCostAsync(writes: 1, reads: 0, () => store.WriteAsync([.. Enumerable.Range(0, 500).Select(i => Create($"thing-{i}"))]));

    [Fact]
    public async Task Write_ManyAtOnce_ShareAppends()
    {
        var before = account.Transactions.Billed;

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => store.WriteAsync([Create($"thing-{i}")])));

        Assert.InRange(account.Transactions.Billed - before, 1, 20);
    }

    [Fact]
    public async Task Write_NothingToChange_IsOneRead()
    {
        await store.WriteAsync([Create("thing")]);

        await AssertCostAsync(writes: 0, reads: 1, () => store.WriteAsync([Create("thing"), Create("thing")]));
    }

    [Fact]
    public Task Read_Once_IsOneRead() => AssertCostAsync(writes: 0, reads: 1, async () => await store.GetAsync(new ObjectKey("things", "default", "thing")));

    [Fact]
    public async Task Read_ManyAtOnce_ShareLooks()
    {
        var before = account.Transactions.Billed;

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => store.ListAsync(new() { Resource = "things" }).AsTask()));

        Assert.InRange(account.Transactions.Billed - before, 1, 20);
    }

    [Fact]
    public async Task Read_KnownRevision_IsFree()
    {
        await store.WriteAsync([Create("thing")]);

        await AssertCostAsync(writes: 0, reads: 0, async () =>
        {
            await store.ListAsync(new() { Resource = "things", Revision = store.Revision });
            await (await store.WatchAsync("things", null, 0)).DisposeAsync();
        });
    }

    [Fact]
    public async Task Compact_NothingNew_IsFree()
    {
        await store.WriteAsync([Create("thing")]);
        await store.CompactAsync(store.Revision);

        await AssertCostAsync(writes: 0, reads: 0, () => store.CompactAsync(store.Revision));
    }

    [Fact]
    public Task Open_StoreThatExists_IsThreeReads() => AssertCostAsync(writes: 0, reads: 3, async () =>
    {
        await store.DisposeAsync();
        store = await BlobObjectStore.OpenAsync(account, options);
    });

    [Fact]
    public void Watch_IdleHour_StaysUnderItsBudget()
    {
        var schedule = new PollSchedule(options.ShortestPoll, options.LongestPoll);
        var looks = 0;
        for (var elapsed = TimeSpan.Zero; elapsed < TimeSpan.FromHours(1); elapsed += schedule.Interval)
        {
            schedule.Looked(found: false);
            looks++;
        }

        Assert.InRange(looks, 700, 750);
        schedule.Looked(found: true);
        Assert.Equal(options.ShortestPoll, schedule.Interval);
    }

    [Fact]
    public async Task Read_AsAzureAnswersAtTheEnd_FindsNothingNew()
    {
        // Azurite answers a range behind the end with nothing; Azure refuses it.
        await using var strict = await BlobObjectStore.OpenAsync(
            StorageAccount.Parse(azurite.Server.ConnectionString, new FaultPolicy(async (number, request, send) =>
            {
                await send();
                if (request.Headers.Contains("x-ms-range"))
                {
                    throw new RequestFailedException(416, "past the end", "InvalidRange", innerException: null);
                }
            })),
            options);

        Assert.Null(await strict.GetAsync(new ObjectKey("things", "default", "thing")));
        Assert.IsType<WriteResult.Written>((await strict.WriteAsync([Create("thing")]))[0]);
        Assert.NotNull(await strict.GetAsync(new ObjectKey("things", "default", "thing")));
    }

    private static ObjectWrite.Create Create(string name) =>
        new() { Key = new("things", "default", name), Uid = name, Json = Encoding.UTF8.GetBytes("""{"metadata":{}}""") };

    private async Task AssertCostAsync(long writes, long reads, Func<Task> action)
    {
        var before = (account.Transactions[StorageOperation.Write], account.Transactions[StorageOperation.Read]);
        await action();
        Assert.Equal((writes, reads), (account.Transactions[StorageOperation.Write] - before.Item1, account.Transactions[StorageOperation.Read] - before.Item2));
    }
}
