using System.Text.Json.Nodes;

namespace JobFlows.Api.Patching.Ownership;

/// <summary>Merges an applied configuration into an object, and takes fields out of one.</summary>
internal static class TypedMerge
{
    /// <summary>The object with the configuration's fields set. Neither is changed.</summary>
    public static JsonNode? Merge(JsonNode? live, JsonNode? config, Slot slot)
    {
        if (live is null || config is null)
        {
            return (config ?? live)?.DeepClone();
        }

        if (slot is { Atomic: false, IsMap: true } && live is JsonObject map && config is JsonObject changes)
        {
            var result = new JsonObject();
            foreach (var name in map.Select(member => member.Key).Union(changes.Select(member => member.Key), StringComparer.Ordinal))
            {
                result[name] = Merge(map[name], changes[name], slot.Member(name));
            }

            return result;
        }

        return slot is { Atomic: false, IsList: true } && live is JsonArray list && config is JsonArray wanted
            ? MergeLists(list, wanted, slot)
            : config.DeepClone();
    }

    /// <summary>The value without the given fields; null when nothing is left of it.</summary>
    public static JsonNode? Remove(JsonNode? value, FieldSet fields, Slot slot)
    {
        if (slot.Atomic && (slot.IsMap || slot.IsList))
        {
            return null;
        }

        switch (value)
        {
            case JsonObject { Count: > 0 } map when slot.IsMap:
                var members = new JsonObject();
                foreach (var (name, member) in map)
                {
                    Keep(PathElement.Field(name), member, kept => members[name] = kept);
                }

                return members.Count > 0 ? members : null;
            case JsonArray { Count: > 0 } list when slot.IsList:
                var items = new JsonArray();
                for (var i = 0; i < list.Count; i++)
                {
                    Keep(slot.NameOrIndex(list[i], i), list[i], items.Add);
                }

                return items.Count > 0 ? items : null;
            case JsonObject or JsonArray:
                return null;
            default:
                return value?.DeepClone();
        }

        void Keep(PathElement element, JsonNode? child, Action<JsonNode?> put)
        {
            if (fields.Has(element))
            {
                return;
            }

            var below = fields.Below(element);
            var kept = below.IsEmpty ? child?.DeepClone() : Remove(child, below, slot.At(element));
            if (kept is not null)
            {
                put(kept);
            }
        }
    }

    // What both have stands in the order that is applied; what only the object has stays before the item that it came before.
    private static JsonArray MergeLists(JsonArray live, JsonArray config, Slot slot)
    {
        var left = Index(live, slot);
        var right = Index(config, slot);
        var wanted = right.Select(item => item.Key).ToHashSet();
        var existing = left.GroupBy(item => item.Key).ToDictionary(group => group.Key, group => group.First().Value);
        var shared = new Queue<PathElement>(right.Select(item => item.Key).Where(existing.ContainsKey));
        var merged = new HashSet<PathElement>();
        var result = new JsonArray();

        var at = 0;
        foreach (var (name, value) in right)
        {
            for (; at < left.Count && left[at].Key != name; at++)
            {
                if (!wanted.Contains(left[at].Key))
                {
                    result.Add(left[at].Value?.DeepClone());
                }
                else if (!merged.Contains(left[at].Key) && shared.TryPeek(out var next) && next == left[at].Key)
                {
                    break;
                }
            }

            if (at < left.Count && left[at].Key == name)
            {
                at++;
            }

            merged.Add(name);
            if (shared.TryPeek(out var first) && first == name)
            {
                shared.Dequeue();
            }

            result.Add(Merge(existing.GetValueOrDefault(name), value, slot.Item()));
        }

        foreach (var (name, value) in left.Skip(at).Where(item => !wanted.Contains(item.Key)))
        {
            result.Add(value?.DeepClone());
        }

        return result;
    }

    private static List<KeyValuePair<PathElement, JsonNode?>> Index(JsonArray list, Slot slot) =>
        [.. list.Select((item, index) => KeyValuePair.Create(slot.NameOrIndex(item, index), item))];
}
