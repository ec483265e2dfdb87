using System.Collections.Immutable;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Blobs.State;

/// <summary>Every object as of one revision. Immutable: the next one shares what has not changed, so that states of the past cost little.</summary>
internal sealed record ObjectsState
{
    /// <summary>What a new store holds.</summary>
    public static readonly ObjectsState Empty = new();

    private ObjectsState()
    {
    }

    /// <summary>The revision.</summary>
    public long Revision { get; private init; }

    /// <summary>Bytes of JSON.</summary>
    public long Bytes { get; private init; }

    /// <summary>The objects in the order of their keys.</summary>
    public ImmutableSortedSet<ObjectEntry> Entries { get; private init; } = ImmutableSortedSet.Create(EntryOrder.ByKey);

    private ImmutableSortedSet<ObjectEntry> Owned { get; init; } = ImmutableSortedSet.Create(EntryOrder.ByOwner);

    /// <summary>The state that a snapshot holds.</summary>
    public static ObjectsState Of(long revision, IEnumerable<ObjectEntry> entries)
    {
        var all = entries.ToImmutableSortedSet(EntryOrder.ByKey);
        return new()
        {
            Revision = revision,
            Entries = all,
            Owned = all.Where(entry => entry.Owner is not null).ToImmutableSortedSet(EntryOrder.ByOwner),
            Bytes = all.Sum(entry => (long)entry.Stored.Json.Length),
        };
    }

    /// <summary>The same objects as of a later revision.</summary>
    public ObjectsState At(long revision) => this with { Revision = revision };

    /// <summary>What is at a place, or null.</summary>
    public ObjectEntry? Find(ObjectKey key) => Entries.TryGetValue(ObjectEntry.At(key), out var found) ? found : null;

    /// <summary>A part of a list.</summary>
    public ObjectPage List(ListQuery query)
    {
        var set = query.Owner is null ? Entries : Owned;
        var start = IndexOf(set, query.Owner, query.Resource, query.Namespace ?? "", "");
        var end = query.Namespace is null
            ? IndexOf(set, query.Owner, Next(query.Resource), "", "")
            : IndexOf(set, query.Owner, query.Resource, Next(query.Namespace), "");
        if (query.After is { } after)
        {
            start = Math.Max(start, IndexOf(set, query.Owner, query.Resource, after.Namespace, Next(after.Name)));
        }

        var rest = Math.Max(0, end - start);
        var items = new StoredObject[query.Limit > 0 ? Math.Min(query.Limit, rest) : rest];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = set[start + i].Stored;
        }

        return new(items, Revision, More: items.Length < rest) { Remaining = rest - items.Length };
    }

    /// <summary>The state after a change, and the change as watches see it.</summary>
    /// <exception cref="InvalidDataException">The change can't follow this state.</exception>
    public (ObjectsState State, ObjectChange Change) Apply(LoggedChange change)
    {
        var old = Find(change.Key);
        var isAddition = change.Type is ChangeType.Added;
        if (change.Type is ChangeType.None or > ChangeType.Deleted || isAddition != old is null)
        {
            throw new InvalidDataException($"revision {Revision + 1} has {change.Type} for {change.Key}, which {(old is null ? "does not exist" : "exists")}");
        }

        var stored = new StoredObject(change.Key, change.Uid, Revision + 1, change.Json);
        var state = this with { Revision = stored.Revision };
        if (old is not null)
        {
            state = state.Without(old);
        }

        if (change.Type is not ChangeType.Deleted)
        {
            state = state.With(new ObjectEntry(stored, change.Owner));
        }

        return (state, new ObjectChange(change.Type, stored, old?.Stored));
    }

    private ObjectsState With(ObjectEntry entry) => this with
    {
        Entries = Entries.Add(entry),
        Owned = entry.Owner is null ? Owned : Owned.Add(entry),
        Bytes = Bytes + entry.Stored.Json.Length,
    };

    private ObjectsState Without(ObjectEntry entry) => this with
    {
        Entries = Entries.Remove(entry),
        Owned = entry.Owner is null ? Owned : Owned.Remove(entry),
        Bytes = Bytes - entry.Stored.Json.Length,
    };

    /// <summary>How many entries lie before a place.</summary>
    private static int IndexOf(ImmutableSortedSet<ObjectEntry> set, string? owner, string resource, string @namespace, string name)
    {
        var index = set.IndexOf(ObjectEntry.At(new(resource, @namespace, name), owner));
        return index < 0 ? ~index : index;
    }

    /// <summary>The string that follows in ordinal order: nothing lies between the two.</summary>
    private static string Next(string text) => text + '\0';
}
