using System.Text;
using JobFlows.Storage.Blobs;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Tests.Blobs.Faults;

/// <summary>A fixed sequence of writes and compactions on one store, and what must be there after each.</summary>
internal sealed class Script
{
    private const int Rounds = 3;
    private readonly SortedDictionary<string, string> objects = new(StringComparer.Ordinal);
    private SortedDictionary<string, string>? wanted;

    /// <summary>Runs it, as far as it comes.</summary>
    public async Task RunAsync(BlobObjectStore store)
    {
        for (var round = 0; round < Rounds; round++)
        {
            await WriteAsync(store, ($"a-{round}", "1"), ($"b-{round}", "1"));
            await WriteAsync(store, ($"a-{round}", "2"), ("shared", $"{round}"));
            await WriteAsync(store, ($"b-{round}", null));
            await store.CompactAsync(store.Revision - 2);
        }
    }

    /// <summary>Checks that a store has all that was acknowledged, and of what was in flight everything or nothing.</summary>
    public async Task CheckAsync(BlobObjectStore store)
    {
        var found = (await store.ListAsync(new() { Resource = "things" })).Items.ToDictionary(item => item.Key.Name, item => Encoding.UTF8.GetString(item.Json.Span));
        var isFlown = wanted is not null && wanted.SequenceEqual(Sorted(found));
        Assert.Equal(isFlown ? wanted! : objects, Sorted(found));
        await CheckLogAsync(store);
    }

    private async Task WriteAsync(BlobObjectStore store, params (string Name, string? Content)[] changes)
    {
        wanted = new(objects, StringComparer.Ordinal);
        foreach (var (name, content) in changes)
        {
            if (content is null)
            {
                wanted.Remove(name);
            }
            else
            {
                wanted[name] = content;
            }
        }

        var writes = new List<ObjectWrite>();
        foreach (var (name, content) in changes)
        {
            var key = new ObjectKey("things", "default", name);
            var json = Encoding.UTF8.GetBytes(content ?? "gone");
            writes.Add(await store.GetAsync(key) is not { } old ? new ObjectWrite.Create { Key = key, Uid = name, Json = json }
                : content is null ? new ObjectWrite.Delete { Key = key, ExpectedRevision = old.Revision, Json = json }
                : new ObjectWrite.Update { Key = key, ExpectedRevision = old.Revision, Json = json });
        }

        Assert.All(await store.WriteAsync(writes), result => Assert.IsType<WriteResult.Written>(result));
        foreach (var name in objects.Keys.Except(wanted.Keys).ToList())
        {
            objects.Remove(name);
        }

        foreach (var (name, content) in wanted)
        {
            objects[name] = content;
        }

        wanted = null;
    }

    /// <summary>Every revision since the oldest is there, once.</summary>
    private static async Task CheckLogAsync(BlobObjectStore store)
    {
        var oldest = (await Assert.ThrowsAsync<RevisionExpiredException>(async () => await store.WatchAsync("things", null, -1))).Oldest;
        await using var watch = await store.WatchAsync("things", null, oldest);
        var seen = new List<long>();
        while (watch.Revision < store.Revision)
        {
            seen.AddRange((await watch.NextAsync(default)).Select(change => change.Object.Revision));
        }

        Assert.Equal(Enumerable.Range(1, (int)(store.Revision - oldest)).Select(i => oldest + i), seen);
    }

    private static SortedDictionary<string, string> Sorted(Dictionary<string, string> found) => new(found, StringComparer.Ordinal);
}
