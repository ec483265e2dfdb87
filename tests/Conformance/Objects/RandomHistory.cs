using System.Collections.Immutable;
using System.Text;
using JobFlows.Workflows.Objects;

namespace JobFlows.Conformance.Objects;

/// <summary>Random writes from a seed, and a model of what the store must hold at every revision since.</summary>
internal sealed class RandomHistory(int seed)
{
    private static readonly string?[] Owners = [null, "one", "two"];
    private readonly Random random = new(seed);
    private readonly SortedDictionary<long, ImmutableDictionary<ObjectKey, Held>> states = [];
    private readonly List<Change> changes = [];
    private ImmutableDictionary<ObjectKey, Held> current = ImmutableDictionary<ObjectKey, Held>.Empty;

    /// <summary>Queries worth asking at each revision.</summary>
    public static IReadOnlyList<ListQuery> Queries { get; } =
    [
        new() { Resource = "pods" },
        new() { Resource = "pods", Limit = 3 },
        new() { Resource = "pods", Namespace = "a", Limit = 2 },
        new() { Resource = "pods", Owner = "one" },
        new() { Resource = "pods", Owner = "one", Namespace = "b", Limit = 1 },
        new() { Resource = "pods", After = new("pods", "a", "pod-4") },
        new() { Resource = "jobs.batch", Namespace = "b", After = new("jobs.batch", "b", "pod-1"), Owner = "two" },
    ];

    /// <summary>The revisions that the model knows, in order.</summary>
    public IReadOnlyList<long> Revisions => [.. states.Keys];

    /// <summary>What was written, in order.</summary>
    public IReadOnlyList<Change> Changes => changes;

    /// <summary>Writes batches, of which a part fails, and checks each result against the model.</summary>
    public async Task WriteAsync(IObjectStore store, int batches)
    {
        for (var i = 0; i < batches; i++)
        {
            ObjectWrite[] writes = [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => Next())];
            var results = await store.WriteAsync(writes);
            Assert.Equal(writes.Length, results.Count);
            for (var at = 0; at < writes.Length; at++)
            {
                Apply(writes[at], results[at]);
            }
        }
    }

    /// <summary>What a list must be.</summary>
    public IEnumerable<(ObjectKey Key, long Revision)> List(ListQuery query, long revision) => states[revision]
        .Where(held => held.Key.Resource == query.Resource
            && (query.Namespace is null || held.Key.Namespace == query.Namespace)
            && (query.Owner is null || held.Value.Owner == query.Owner)
            && (query.After is not { } after || Compare(held.Key, after) > 0))
        .Select(held => (held.Key, held.Value.Revision))
        .Order(Comparer<(ObjectKey Key, long)>.Create((x, y) => Compare(x.Key, y.Key)));

    /// <summary>Follows a compaction.</summary>
    public void ForgetBefore(long revision)
    {
        foreach (var old in states.Keys.Where(old => old < revision).ToList())
        {
            states.Remove(old);
        }
    }

    private static int Compare(ObjectKey x, ObjectKey y)
    {
        var byNamespace = string.CompareOrdinal(x.Namespace, y.Namespace);
        return byNamespace != 0 ? byNamespace : string.CompareOrdinal(x.Name, y.Name);
    }

    private ObjectWrite Next()
    {
        var key = new ObjectKey(random.Next(4) == 0 ? "jobs.batch" : "pods", random.Next(2) == 0 ? "a" : "b", $"pod-{random.Next(6)}");
        var json = Encoding.UTF8.GetBytes($$"""{"metadata":{"name":"{{key.Name}}"},"content":"{{random.Next()}}"}""");
        var expected = (current.GetValueOrDefault(key)?.Revision ?? 1) - (random.Next(8) == 0 ? 1 : 0);
        var owner = Owners[random.Next(3)];
        return random.Next(current.ContainsKey(key) ? 8 : 2) switch
        {
            0 => new ObjectWrite.Create { Key = key, Json = json, Owner = owner, Uid = $"uid-{random.Next()}" },
            1 or 2 => new ObjectWrite.Delete { Key = key, Json = json, ExpectedRevision = expected },
            _ => new ObjectWrite.Update { Key = key, Json = json, Owner = owner, ExpectedRevision = expected },
        };
    }

    private void Apply(ObjectWrite write, WriteResult result)
    {
        var held = current.GetValueOrDefault(write.Key);
        var expected = (write as ObjectWrite.Update)?.ExpectedRevision ?? (write as ObjectWrite.Delete)?.ExpectedRevision;
        switch (write)
        {
            case ObjectWrite.Create when held is not null:
                Assert.Equal(held.Uid, Assert.IsType<WriteResult.AlreadyExists>(result).Uid);
                return;
            case not ObjectWrite.Create when held is null:
                Assert.IsType<WriteResult.NotFound>(result);
                return;
            case not ObjectWrite.Create when held!.Revision != expected:
                Assert.Equal(held.Revision, Assert.IsType<WriteResult.Conflict>(result).Revision);
                return;
        }

        var stored = Assert.IsType<WriteResult.Written>(result).Object;
        Assert.Equal(held?.Uid ?? ((ObjectWrite.Create)write).Uid, stored.Uid);
        current = write is ObjectWrite.Delete
            ? current.Remove(write.Key)
            : current.SetItem(write.Key, new(stored.Revision, stored.Uid, write.Owner));
        states.Add(stored.Revision, current);
        changes.Add(new(Type(write), stored.Revision, write.Key, held?.Revision));
    }

    private static ChangeType Type(ObjectWrite write) => write switch
    {
        ObjectWrite.Create => ChangeType.Added,
        ObjectWrite.Update => ChangeType.Modified,
        _ => ChangeType.Deleted,
    };

    /// <summary>A change as watches must show it.</summary>
    public sealed record Change(ChangeType Type, long Revision, ObjectKey Key, long? Previous)
    {
        public static Change Of(ObjectChange change) =>
            new(change.Type, change.Object.Revision, change.Object.Key, change.Previous?.Revision);
    }

    private sealed record Held(long Revision, string Uid, string? Owner);
}
