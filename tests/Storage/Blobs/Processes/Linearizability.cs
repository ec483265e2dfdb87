using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Tests.Blobs.Processes;

/// <summary>
/// Checks a history against the log: whether each operation can have happened at one point of the log between its start and its end. A write
/// happened at its revision. Whatever else an answer says holds at some points of the log only; the earliest of them that does not come before
/// the point of an operation that had ended is taken. Since that is the least each operation can have, a history that fails has no order at all.
/// </summary>
internal sealed class Linearizability
{
    private readonly IReadOnlyList<Entry> log;
    private readonly ILookup<string, Entry> byName;
    private readonly Dictionary<string, Entry> byTag;

    /// <param name="log">All changes there have been, from revision 1 on.</param>
    public Linearizability(IReadOnlyList<Entry> log)
    {
        this.log = log;
        byName = log.ToLookup(entry => entry.Name, StringComparer.Ordinal);
        byTag = log.ToDictionary(entry => entry.Tag, StringComparer.Ordinal);
    }

    /// <summary>What is wrong with a history; empty for nothing.</summary>
    public IReadOnlyList<string> Check(IEnumerable<Operation> operations)
    {
        var problems = new List<string>();
        for (var i = 0; i < log.Count; i++)
        {
            if (log[i].Revision != i + 1)
            {
                return [$"revision {i + 1} of the log is {log[i].Revision}"];
            }
        }

        // At the same tick neither is known to come first.
        var moments = operations.SelectMany(operation => new[] { (At: operation.Start, IsEnd: false, Operation: operation), (At: operation.End, IsEnd: true, Operation: operation) })
            .OrderBy(moment => moment.At).ThenBy(moment => moment.IsEnd);
        var points = new Dictionary<Operation, long>(ReferenceEqualityComparer.Instance);
        var reached = 0L;
        foreach (var (_, isEnd, operation) in moments)
        {
            if (isEnd)
            {
                reached = Math.Max(reached, points.GetValueOrDefault(operation));
            }
            else if (FirstPoint(operation, reached) is { } point)
            {
                points.Add(operation, point);
            }
            else
            {
                problems.Add($"after revision {reached} had been seen: {operation.ToLine()}");
            }
        }

        return problems;
    }

    /// <summary>The first revision, not before <paramref name="least"/>, after which an answer is right; null for none. A write comes after all that had been seen.</summary>
    private long? FirstPoint(Operation operation, long least) => operation.Kind switch
    {
        OperationKind.Written => operation.Revision > least && byTag.TryGetValue(operation.Tag, out var mine) && mine.Revision == operation.Revision && mine.Name == operation.Name
            ? operation.Revision
            : null,
        OperationKind.Found => FirstIn(Stretches(operation.Name).Where(stretch => stretch.From?.Revision == operation.Revision && stretch.From.Type != ChangeType.Deleted), least),
        OperationKind.Exists => FirstIn(Stretches(operation.Name).Where(stretch => stretch.Creation?.Tag == operation.Tag), least),
        OperationKind.Missing => FirstIn(Stretches(operation.Name).Where(stretch => stretch.Creation is null), least),
        _ => operation.Revision >= least && operation.Revision <= log.Count && ListAt(operation.Revision) == operation.Tag ? operation.Revision : null,
    };

    private static long? FirstIn(IEnumerable<Stretch> stretches, long least)
    {
        foreach (var stretch in stretches)
        {
            if (stretch.Last >= least)
            {
                return Math.Max(stretch.First, least);
            }
        }

        return null;
    }

    /// <summary>How an object was, from the first point of the log to the last.</summary>
    private IEnumerable<Stretch> Stretches(string name)
    {
        var stretch = new Stretch(0, 0, From: null, Creation: null);
        foreach (var entry in byName[name])
        {
            yield return stretch with { Last = entry.Revision - 1 };
            stretch = new(entry.Revision, 0, entry, entry.Type switch
            {
                ChangeType.Added => entry,
                ChangeType.Deleted => null,
                _ => stretch.Creation,
            });
        }

        yield return stretch with { Last = log.Count };
    }

    private string ListAt(long revision)
    {
        var objects = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var entry in log.Take((int)revision))
        {
            objects[entry.Name] = entry.Revision;
            if (entry.Type is ChangeType.Deleted)
            {
                objects.Remove(entry.Name);
            }
        }

        return string.Join(',', objects.Select(held => $"{held.Key}={held.Value}")) + ";";
    }

    /// <summary>A change in the log.</summary>
    public sealed record Entry(long Revision, ChangeType Type, string Name, string Tag);

    private sealed record Stretch(long First, long Last, Entry? From, Entry? Creation);
}
