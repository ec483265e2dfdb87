using System.Text.Json.Nodes;
using JobFlows.Api.Schema;

namespace JobFlows.Api.Patching;

/// <summary>
/// Strategic merge patch: a merge patch that knows from the schema how lists merge, and takes directives
/// (<c>$patch</c>, <c>$retainKeys</c>, <c>$setElementOrder/x</c>, <c>$deleteFromPrimitiveList/x</c>).
/// </summary>
/// <remarks>It behaves as apimachinery's <c>strategicpatch</c> does on the server: directives are carried out, unmatched nulls dropped.</remarks>
internal static class StrategicMerge
{
    private const string RetainKeys = "$retainKeys";
    private const string SetElementOrder = "$setElementOrder";
    private const string DeleteFromPrimitiveList = "$deleteFromPrimitiveList";

    /// <summary>Merges <paramref name="patch"/> into <paramref name="original"/>; both are used up.</summary>
    /// <exception cref="PatchException">The patch makes no sense for the type.</exception>
    public static JsonObject Apply(JsonObject original, JsonObject patch, TypeSchema schema)
    {
        if (patch.TryGetPropertyValue(Directive.Marker, out var directive))
        {
            return Directive.Text(directive) switch
            {
                Directive.Replace => Without(patch, Directive.Marker),
                Directive.Delete => [],
                _ => throw StrategicErrors.BadPatchType(directive, patch),
            };
        }

        DropOthers(original, patch);
        MergeOrderedLists(original, patch, schema);

        foreach (var (key, change) in patch.ToList())
        {
            patch.Remove(key);
            var isDeleteList = key.StartsWith(DeleteFromPrimitiveList, StringComparison.Ordinal);
            var name = isDeleteList ? FieldOf(key, DeleteFromPrimitiveList) : key;
            if (change is null)
            {
                original.Remove(name);
                continue;
            }

            original.TryGetPropertyValue(name, out var current);
            switch (current, change)
            {
                case (JsonObject map, JsonObject changes):
                    var merged = Apply(map, changes, Field(schema, name).Type);
                    if (!ReferenceEquals(map, merged))
                    {
                        original[name] = merged;
                    }

                    break;
                case (JsonArray list, JsonArray changes):
                    var field = Field(schema, name);
                    original[name] = field.Merges || isDeleteList
                        ? new JsonArray([.. ListMerger.Merge(Take(list), Take(changes), field, isDeleteList)])
                        : changes;
                    break;
                case (_, _) when isDeleteList:
                    break;
                default:
                    DropNulls(change);
                    if (Directive.Strip(change))
                    {
                        original[name] = change;
                    }
                    else
                    {
                        original.Remove(name);
                    }

                    break;
            }
        }

        return original;
    }

    /// <summary>The items of a list, free to be put elsewhere.</summary>
    public static List<JsonNode?> Take(JsonArray list)
    {
        List<JsonNode?> items = [.. list];
        list.Clear();
        return items;
    }

    private static JsonObject Without(JsonObject map, string key)
    {
        map.Remove(key);
        return map;
    }

    private static void DropOthers(JsonObject original, JsonObject patch)
    {
        if (!patch.TryGetPropertyValue(RetainKeys, out var retained))
        {
            return;
        }

        patch.Remove(RetainKeys);
        if (retained is not JsonArray list)
        {
            throw StrategicErrors.BadRetainKeys();
        }

        var names = list.Select(Directive.Text).ToHashSet(StringComparer.Ordinal);
        var covered = patch.All(change => change.Value is null
            || change.Key.StartsWith(DeleteFromPrimitiveList, StringComparison.Ordinal)
            || change.Key.StartsWith(SetElementOrder, StringComparison.Ordinal)
            || names.Contains(change.Key));
        if (!covered)
        {
            throw StrategicErrors.BadRetainKeys();
        }

        foreach (var name in original.Select(field => field.Key).Where(name => !names.Contains(name)).ToList())
        {
            original.Remove(name);
        }
    }

    private static void MergeOrderedLists(JsonObject original, JsonObject patch, TypeSchema schema)
    {
        foreach (var (key, order) in patch.Where(change => change.Key.StartsWith(SetElementOrder, StringComparison.Ordinal)).ToList())
        {
            patch.Remove(key);
            var name = FieldOf(key, SetElementOrder);
            var wanted = Take(order as JsonArray ?? throw StrategicErrors.BadList(order));
            var hasOld = original.TryGetPropertyValue(name, out var old);
            var hasNew = patch.TryGetPropertyValue(name, out var changes);
            var oldList = hasOld ? old as JsonArray ?? throw StrategicErrors.BadList(old) : [];
            var newList = hasNew ? changes as JsonArray ?? throw StrategicErrors.BadList(changes) : [];
            var field = Field(schema, name);
            ListOrder.Check(newList, wanted, field.MergeKey);
            if (!hasOld && !hasNew)
            {
                continue;
            }

            var before = Take(oldList);
            var after = Take(newList);
            var kind = ListMerger.ElementKind(before, after);
            var merged = !hasNew ? before
                : !hasOld ? after.Where(item => item is null || Directive.Strip(item)).ToList()
                : field.Merges ? ListMerger.Merge([.. before], after, field, isDeleteList: false)
                : after;
            var (patched, serverOnly) = ListOrder.Partition(merged, wanted, field.MergeKey);
            original[name] = new JsonArray([.. ListOrder.Interleave(patched, serverOnly, wanted, before, field.MergeKey, kind)]);
            patch.Remove(name);
        }
    }

    private static string FieldOf(string directive, string prefix)
    {
        var slash = directive.IndexOf('/', StringComparison.Ordinal);
        return slash >= 0 && directive[..slash] == prefix ? directive[(slash + 1)..]
            : prefix == SetElementOrder ? throw StrategicErrors.BadSetElementOrder()
            : throw StrategicErrors.BadPrimitiveList();
    }

    private static MergeField Field(TypeSchema schema, string name)
    {
        switch (schema.Kind)
        {
            case SchemaKind.Struct:
                var field = schema.Field(name) ?? throw StrategicErrors.UnknownField(schema, name);
                return new MergeField(field.Type, field.PatchMerges, field.PatchMergeKey);
            case SchemaKind.Map or SchemaKind.List:
                return new MergeField(schema.Element!, Merges: false, MergeKey: null);
            default:
                return new MergeField(schema, Merges: false, MergeKey: null);
        }
    }

    private static void DropNulls(JsonNode node)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (name, value) in map.ToList())
                {
                    if (value is null)
                    {
                        map.Remove(name);
                    }
                    else
                    {
                        DropNulls(value);
                    }
                }

                break;
            case JsonArray list:
                foreach (var item in list.OfType<JsonNode>())
                {
                    DropNulls(item);
                }

                break;
        }
    }
}
