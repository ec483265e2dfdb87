using JobFlows.Domain.Meta;

namespace JobFlows.Api.Patching.Ownership;

/// <summary>All managers of an object: <c>metadata.managedFields</c> taken apart.</summary>
internal sealed class Managers
{
    private const int MaxUpdaters = 10;
    private const string Ancient = "ancient-changes";

    private readonly SortedDictionary<ManagerId, Managed> managers = [];

    /// <summary>Whether nobody owns anything.</summary>
    public bool IsEmpty => managers.Count == 0;

    /// <summary>Everyone, in a fixed order.</summary>
    public IReadOnlyList<KeyValuePair<ManagerId, Managed>> All => [.. managers];

    /// <summary>What a manager owns, or null; to set it to nothing removes the manager.</summary>
    public Managed? this[ManagerId id]
    {
        get => managers.GetValueOrDefault(id);
        set
        {
            if (value is null || value.Fields.IsEmpty)
            {
                managers.Remove(id);
            }
            else
            {
                managers[id] = value;
            }
        }
    }

    /// <summary>Reads the entries.</summary>
    /// <returns>null when one is malformed.</returns>
    public static Managers? Read(IReadOnlyList<ManagedFieldsEntry>? entries)
    {
        var result = new Managers();
        foreach (var entry in entries ?? [])
        {
            if (entry.Operation is not (ManagerId.Apply or ManagerId.Update) || string.IsNullOrEmpty(entry.ApiVersion) || entry.FieldsType != "FieldsV1")
            {
                return null;
            }

            var fields = entry.FieldsV1 is { } json ? FieldsV1.Read(json) : FieldSet.Empty;
            if (fields is null)
            {
                return null;
            }

            result.managers[ManagerId.Of(entry)] = new Managed(fields, entry.ApiVersion, entry.Time);
        }

        return result;
    }

    /// <summary>Writes the entries: appliers first, then by time.</summary>
    /// <returns>null when there are none.</returns>
    public IReadOnlyList<ManagedFieldsEntry>? Write() => IsEmpty ? null :
    [
        .. managers
            .OrderBy(entry => entry.Key.Operation, StringComparer.Ordinal)
            .ThenBy(entry => entry.Value.Time?.ToUnixTimeSeconds() ?? 0)
            .ThenBy(entry => entry.Key.Name, StringComparer.Ordinal)
            .ThenBy(entry => entry.Value.ApiVersion, StringComparer.Ordinal)
            .ThenBy(entry => entry.Key.Subresource, StringComparer.Ordinal)
            .Select(entry => new ManagedFieldsEntry
            {
                Manager = entry.Key.Name,
                Operation = entry.Key.Operation,
                ApiVersion = entry.Value.ApiVersion,
                Time = entry.Value.Time,
                FieldsType = "FieldsV1",
                FieldsV1 = FieldsV1.Write(entry.Value.Fields),
                Subresource = entry.Key.Subresource.Length > 0 ? entry.Key.Subresource : null,
            }),
    ];

    /// <summary>Takes fields from everyone but one manager.</summary>
    public void TakeFromOthers(ManagerId? taker, FieldSet fields)
    {
        foreach (var (id, managed) in All)
        {
            if (id != taker)
            {
                this[id] = managed with { Fields = managed.Fields.Difference(fields) };
            }
        }
    }

    /// <summary>Merges the oldest updaters into one when there are too many.</summary>
    public void Cap()
    {
        var updaters = All.Where(entry => entry.Key.Operation == ManagerId.Update)
            .OrderBy(entry => entry.Value.Time?.ToUnixTimeSeconds() ?? 0)
            .ThenBy(entry => entry.Key)
            .ToList();
        var excess = updaters.Count - MaxUpdaters;
        var oldest = new Dictionary<string, ManagerId>(StringComparer.Ordinal);
        foreach (var (id, managed) in updaters)
        {
            if (excess <= 0)
            {
                return;
            }

            // The first of a version only moves into the bucket when a second one joins it.
            if (!oldest.TryGetValue(managed.ApiVersion, out var first))
            {
                oldest[managed.ApiVersion] = id;
                continue;
            }

            var bucket = ManagerId.Updater(Ancient, managed.ApiVersion, null);
            var gathered = this[bucket] ?? this[first]!;
            this[first] = first == bucket ? this[first] : null;
            this[id] = null;
            this[bucket] = managed with { Fields = managed.Fields.Union(gathered.Fields) };
            excess--;
        }
    }
}
