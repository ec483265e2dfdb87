using System.Text;
using JobFlows.Storage.Objects;
using JobFlows.Storage.Sqlite;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Tests.Crash;

/// <summary>
/// The program that <see cref="CrashTests"/> kills: writers that create, update and delete objects of their own, while the oldest revisions are
/// compacted. It prints a line for each write it was told is durable, and never ends by itself.
/// </summary>
internal static class CrashingWriter
{
    private const int Writers = 4;

    public static async Task<int> RunAsync(string path, string run)
    {
        var store = await SqliteObjectStore.OpenAsync(SqliteDatabase.Open(path));
        await Task.WhenAll([CompactAsync(store), .. Enumerable.Range(0, Writers).Select(writer => WriteAsync(store, $"{run}-{writer}"))]);
        return 0;
    }

    private static async Task CompactAsync(SqliteObjectStore store)
    {
        while (true)
        {
            await store.CompactAsync(store.Revision - 200);
            await Task.Yield();
        }
    }

    private static async Task WriteAsync(SqliteObjectStore store, string name)
    {
        var random = new Random(name.Sum(c => c));
        for (var number = 0; ; number++)
        {
            var keys = Enumerable.Range(0, random.Next(1, 8)).Select(i => new ObjectKey("things", "default", $"{name}-{number}-{i}")).ToList();
            var written = Acknowledge(ChangeType.Added, await store.WriteAsync([.. keys.Select(key =>
                new ObjectWrite.Create { Key = key, Uid = key.Name, Json = Json(key, random) })]));
            written = Acknowledge(ChangeType.Modified, await store.WriteAsync([.. written.Select(thing =>
                new ObjectWrite.Update { Key = thing.Key, ExpectedRevision = thing.Revision, Json = Json(thing.Key, random) })]));
            Acknowledge(ChangeType.Deleted, await store.WriteAsync([.. written.Where(_ => random.Next(2) == 0).Select(thing =>
                new ObjectWrite.Delete { Key = thing.Key, ExpectedRevision = thing.Revision, Json = thing.Json })]));
        }
    }

    private static byte[] Json(ObjectKey key, Random random) =>
        Encoding.UTF8.GetBytes($$"""{"metadata":{"name":"{{key.Name}}"},"content":"{{new string('x', random.Next(5000))}}"}""");

    private static List<StoredObject> Acknowledge(ChangeType type, IReadOnlyList<WriteResult> results)
    {
        var written = results.Select(result => ((WriteResult.Written)result).Object).ToList();
        var lines = new StringBuilder();
        foreach (var stored in written)
        {
            lines.AppendLine($"{stored.Revision} {type} {stored.Key.Name} {stored.Json.Length}");
        }

        lock (Console.Out)
        {
            Console.Out.Write(lines);
            Console.Out.Flush();
        }

        return written;
    }
}
