using System.Diagnostics;
using System.Text;
using JobFlows.Storage.AzureStorage;
using JobFlows.Storage.Blobs;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Tests.Blobs.Processes;

/// <summary>
/// One of the processes that work on a store at once: tasks that read, list, write and compact, all on the same few objects. It prints a line
/// for each <see cref="Operation"/> that has come back.
/// </summary>
internal static class BlobWriter
{
    public const string Resource = "things";
    private const int Tasks = 4;
    private const int Objects = 6;
    private const int HistoryKept = 300;

    public static BlobObjectStoreOptions Options(string container) => new()
    {
        Container = container,
        SegmentAppends = 60,
        SnapshotAfterBytes = 20_000,
        ShortestPoll = TimeSpan.FromMilliseconds(10),
        LongestPoll = TimeSpan.FromMilliseconds(20),
    };

    public static async Task<int> RunAsync(string connection, string container, string name, int count)
    {
        await using var store = await BlobObjectStore.OpenAsync(StorageAccount.Parse(connection), Options(container));
        await Task.WhenAll(Enumerable.Range(0, Tasks).Select(task => Task.Run(() => WorkAsync(store, $"{name}-{task}", count))));
        return 0;
    }

    private static async Task WorkAsync(BlobObjectStore store, string name, int count)
    {
        var random = new Random(name.Sum(c => c * 31));
        for (var number = 0; number < count; number++)
        {
            var key = new ObjectKey(Resource, "default", $"thing-{random.Next(Objects)}");
            var start = Stopwatch.GetTimestamp();
            var (kind, revision, tag) = random.Next(12) switch
            {
                < 4 => await ReadAsync(store, key),
                4 => await ListAsync(store),
                _ => await WriteAsync(store, key, $"{name}-{number}", random),
            };
            Print(new Operation(start, Stopwatch.GetTimestamp(), kind, key.Name, revision, tag));
            if (random.Next(40) == 0)
            {
                await store.CompactAsync(store.Revision - HistoryKept);
            }
        }
    }

    private static async Task<(OperationKind Kind, long Revision, string Tag)> ReadAsync(BlobObjectStore store, ObjectKey key) =>
        await store.GetAsync(key) is { } found ? (OperationKind.Found, found.Revision, "-") : (OperationKind.Missing, 0, "-");

    private static async Task<(OperationKind Kind, long Revision, string Tag)> ListAsync(BlobObjectStore store)
    {
        var page = await store.ListAsync(new() { Resource = Resource });
        return (OperationKind.Listed, page.Revision, string.Join(',', page.Items.Select(item => $"{item.Key.Name}={item.Revision}")) + ";");
    }

    /// <summary>A write on top of what this process last knew, which others may have changed.</summary>
    private static async Task<(OperationKind Kind, long Revision, string Tag)> WriteAsync(BlobObjectStore store, ObjectKey key, string tag, Random random)
    {
        var known = (await store.ListAsync(new() { Resource = Resource, Revision = store.Revision })).Items.FirstOrDefault(item => item.Key == key);
        var json = Encoding.UTF8.GetBytes(tag);
        ObjectWrite write = known is null ? new ObjectWrite.Create { Key = key, Uid = tag, Json = json }
            : random.Next(5) == 0 ? new ObjectWrite.Delete { Key = key, ExpectedRevision = known.Revision, Json = json }
            : new ObjectWrite.Update { Key = key, ExpectedRevision = known.Revision, Json = json };
        return (await store.WriteAsync([write]))[0] switch
        {
            WriteResult.Written(var stored) => (OperationKind.Written, stored.Revision, tag),
            WriteResult.AlreadyExists(var uid) => (OperationKind.Exists, 0, uid),
            WriteResult.Conflict(var revision) => (OperationKind.Found, revision, "-"),
            _ => (OperationKind.Missing, 0, "-"),
        };
    }

    private static void Print(Operation operation)
    {
        lock (Console.Out)
        {
            Console.Out.WriteLine(operation.ToLine());
            Console.Out.Flush();
        }
    }
}
