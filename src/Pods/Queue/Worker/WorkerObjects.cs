using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.Objects;
using JobFlows.Workflows.Objects;

namespace JobFlows.Pods.Queue.Worker;

/// <summary>The ConfigMaps and Secrets that came with messages, as an object store that can be read. Safe from any thread.</summary>
internal sealed class WorkerObjects : IObjectStore
{
    private readonly Lock gate = new();
    private readonly List<PodObjects> held = [];
    private long revision;

    /// <inheritdoc/>
    public long Revision => Interlocked.Read(ref revision);

    /// <summary>Keeps what a message brought, until it is let go.</summary>
    public void Hold(PodObjects objects)
    {
        lock (gate)
        {
            held.Add(objects);
            revision = Math.Max(revision, objects.Revision);
        }
    }

    /// <summary>Lets go of what a message brought.</summary>
    public void LetGo(PodObjects objects)
    {
        lock (gate)
        {
            held.Remove(objects);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<StoredObject?> GetAsync(ObjectKey key, CancellationToken cancellation = default) => (await GetAsync([key], cancellation))[0];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredObject?>> GetAsync(IReadOnlyList<ObjectKey> keys, CancellationToken cancellation = default)
    {
        lock (gate)
        {
            return new([.. keys.Select(Find)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IObjectWatch> WatchAsync(string resource, string? @namespace, long after, CancellationToken cancellation = default) => new(new Nothing(after));

    /// <inheritdoc/>
    public Task<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<ObjectWrite> writes, CancellationToken cancellation = default) => throw ReadOnly();

    /// <inheritdoc/>
    public ValueTask<ObjectPage> ListAsync(ListQuery query, CancellationToken cancellation = default) => throw ReadOnly();

    /// <inheritdoc/>
    public Task CompactAsync(long revision, CancellationToken cancellation = default) => throw ReadOnly();

    private static NotSupportedException ReadOnly() => new("a worker only reads the objects that its pods refer to");

    private StoredObject? Find(ObjectKey key)
    {
        // The newest: the other messages were sent before it changed.
        foreach (var objects in held.OrderByDescending(one => one.Revision))
        {
            var values = key.Resource == NeededObject.Secrets ? (IEnumerable<KubeObject>)objects.Secrets : objects.ConfigMaps;
            if (values.FirstOrDefault(one => one.Metadata.Namespace == key.Namespace && one.Metadata.Name == key.Name) is { } value)
            {
                var json = value is Secret secret ? KubeJson.Write(secret) : KubeJson.Write((ConfigMap)value);
                return new StoredObject(key, "", long.TryParse(value.Metadata.ResourceVersion, out var number) ? number : objects.Revision, json);
            }
        }

        return null;
    }

    /// <summary>What pods got is what they keep.</summary>
    private sealed class Nothing(long revision) : IObjectWatch
    {
        public long Revision => revision;

        public async ValueTask<IReadOnlyList<ObjectChange>> NextAsync(CancellationToken cancellation)
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return [];
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
