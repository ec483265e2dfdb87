using System.Text;
using System.Text.Json;
using JobFlows.Workflows.Objects;

namespace JobFlows.Conformance.Objects;

/// <summary>What every <see cref="IObjectStore"/> has to do: a backend's tests inherit the cases.</summary>
public abstract partial class ObjectStoreConformance : IAsyncLifetime
{
    private const string Pods = "pods";
    private const string Jobs = "jobs.batch";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    protected IObjectStore Store { get; private set; } = null!;

    public async Task InitializeAsync() => Store = await OpenAsync();

    public Task DisposeAsync() => CloseAsync();

    /// <summary>Opens a new, empty store.</summary>
    protected abstract Task<IObjectStore> OpenAsync();

    /// <summary>Closes the store and opens it again, on the same data.</summary>
    protected abstract Task<IObjectStore> ReopenAsync();

    /// <summary>Closes the store and throws its data away.</summary>
    protected abstract Task CloseAsync();

    private async Task RestartAsync() => Store = await ReopenAsync();

    private static ObjectKey Pod(string name, string @namespace = "default") => new(Pods, @namespace, name);

    private static byte[] Json(string content) => Encoding.UTF8.GetBytes($$"""{"metadata":{"name":"x"},"content":"{{content}}"}""");

    private static string Content(StoredObject stored)
    {
        using var document = JsonDocument.Parse(stored.Json);
        return document.RootElement.GetProperty("content").GetString()!;
    }

    private static ObjectWrite.Create Create(ObjectKey key, string content = "new", string? owner = null, string? uid = null) =>
        new() { Key = key, Json = Json(content), Uid = uid ?? $"uid-of-{key.Name}", Owner = owner };

    private static ObjectWrite.Update Update(ObjectKey key, long expected, string content = "changed", string? owner = null) =>
        new() { Key = key, Json = Json(content), ExpectedRevision = expected, Owner = owner };

    private static ObjectWrite.Delete Delete(ObjectKey key, long expected, string content = "gone") =>
        new() { Key = key, Json = Json(content), ExpectedRevision = expected };

    private async Task<WriteResult> WriteAsync(ObjectWrite write) => Assert.Single(await Store.WriteAsync([write]));

    private async Task<StoredObject> WrittenAsync(ObjectWrite write) => Written(await WriteAsync(write));

    private static StoredObject Written(WriteResult result) => Assert.IsType<WriteResult.Written>(result).Object;

    private Task<StoredObject> CreateAsync(string name, string @namespace = "default", string content = "new", string? owner = null) =>
        WrittenAsync(Create(Pod(name, @namespace), content, owner));

    private Task<StoredObject> UpdateAsync(StoredObject old, string content = "changed", string? owner = null) =>
        WrittenAsync(Update(old.Key, old.Revision, content, owner));

    private Task<StoredObject> DeleteAsync(StoredObject old, string content = "gone") =>
        WrittenAsync(Delete(old.Key, old.Revision, content));

    private async Task<IReadOnlyList<string>> NamesAsync(ListQuery query) =>
        [.. (await Store.ListAsync(query)).Items.Select(item => item.Key.Name)];

    /// <summary>Reads changes until there are as many as wanted.</summary>
    private static async Task<List<ObjectChange>> TakeAsync(IObjectWatch watch, int count)
    {
        using var patience = new CancellationTokenSource(Patience);
        var changes = new List<ObjectChange>();
        while (changes.Count < count)
        {
            var next = await watch.NextAsync(patience.Token);
            Assert.NotEmpty(next);
            changes.AddRange(next);
            Assert.True(watch.Revision >= next[^1].Object.Revision);
        }

        return changes;
    }

    private static void AssertSame(StoredObject? expected, StoredObject? actual)
    {
        Assert.Equal(expected?.Key, actual?.Key);
        Assert.Equal(expected?.Uid, actual?.Uid);
        Assert.Equal(expected?.Revision, actual?.Revision);
        Assert.Equal(expected?.Json.ToArray(), actual?.Json.ToArray());
    }
}
