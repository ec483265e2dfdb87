using System.Text;
using JobFlows.Storage.AzureStorage;
using JobFlows.Storage.Blobs;
using JobFlows.Workflows.Objects;
using Xunit.Abstractions;

namespace JobFlows.Storage.Tests.Blobs.Processes;

/// <summary>Four processes on one store, which also compact it: what they are told must have happened in one order.</summary>
[Collection(AzuriteTests.Name)]
public sealed class ManyProcessesTests(SharedAzurite azurite, ITestOutputHelper output)
{
    private const int Processes = 4;
    private readonly string container = $"processes-{Guid.NewGuid():N}";

    [Fact]
    public async Task Write_FourProcesses_IsLinearizable()
    {
        await using var store = await OpenAsync();
        var log = CollectAsync(store);
        var writers = Enumerable.Range(0, Processes).Select(number => Start($"p{number}", count: 200)).ToList();
        var operations = new List<Operation>();
        foreach (var writer in writers)
        {
            await using (writer)
            {
                operations.AddRange(await writer.EndAsync());
            }
        }

        Assert.Equal(Processes * 4 * 200, operations.Count);
        await CheckAsync(store, await LastAsync(store, log), operations);
    }

    [Fact]
    public async Task Write_FourProcessesKilledAgainAndAgain_IsLinearizable()
    {
        await using var store = await OpenAsync();
        var log = CollectAsync(store);
        var told = await Task.WhenAll(Enumerable.Range(0, Processes).Select(number => Task.Run(async () =>
        {
            var operations = new List<Operation>();
            var random = new Random(number);
            for (var life = 0; life < 4; life++)
            {
                await using var writer = Start($"p{number}.{life}", count: 1_000_000, killAfter: random.Next(1, 250));
                operations.AddRange(await writer.EndAsync());
            }

            return operations;
        })));

        await CheckAsync(store, await LastAsync(store, log), [.. told.SelectMany(one => one)]);
    }

    private WriterProcess Start(string name, int count, int killAfter = 0) => new(azurite.Server.ConnectionString, container, name, count, killAfter);

    private Task<BlobObjectStore> OpenAsync() => BlobObjectStore.OpenAsync(StorageAccount.Parse(azurite.Server.ConnectionString), BlobWriter.Options(container));

    /// <summary>Every change from the first on, until one named "last".</summary>
    private static async Task<List<Linearizability.Entry>> CollectAsync(BlobObjectStore store)
    {
        var log = new List<Linearizability.Entry>();
        await using var watch = await store.WatchAsync(BlobWriter.Resource, null, 0);
        while (log.Count == 0 || log[^1].Name != "last")
        {
            log.AddRange((await watch.NextAsync(default)).Select(change =>
                new Linearizability.Entry(change.Object.Revision, change.Type, change.Object.Key.Name, Encoding.UTF8.GetString(change.Object.Json.Span))));
        }

        return log;
    }

    private static async Task<List<Linearizability.Entry>> LastAsync(BlobObjectStore store, Task<List<Linearizability.Entry>> log)
    {
        await store.WriteAsync([new ObjectWrite.Create { Key = new(BlobWriter.Resource, "default", "last"), Uid = "last", Json = "last"u8.ToArray() }]);
        return await log;
    }

    private async Task CheckAsync(BlobObjectStore store, List<Linearizability.Entry> log, List<Operation> operations)
    {
        output.WriteLine($"{operations.Count} operations, {log.Count} revisions");
        Assert.Empty(new Linearizability(log).Check(operations));

        // Whoever starts now, from a snapshot and the rest of the log, sees the same.
        await using var fresh = await OpenAsync();
        var expected = await store.ListAsync(new() { Resource = BlobWriter.Resource });
        var found = await fresh.ListAsync(new() { Resource = BlobWriter.Resource });
        Assert.Equal(log.Count, found.Revision);
        Assert.Equal(expected.Items.Select(item => (item.Key, item.Uid, item.Revision)), found.Items.Select(item => (item.Key, item.Uid, item.Revision)));
    }
}
