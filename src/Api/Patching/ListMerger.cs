using System.Text.Json;
using System.Text.Json.Nodes;
using JobFlows.Api.Schema;

namespace JobFlows.Api.Patching;

/// <summary>Merges two lists by a merge key, or as sets of scalars.</summary>
internal static class ListMerger
{
    /// <summary>Merges.</summary>
    /// <param name="original">The items there are.</param>
    /// <param name="patch">The patch's items, directives among them.</param>
    /// <param name="field">How the field merges.</param>
    /// <param name="isDeleteList">Whether the patch names scalars to take out.</param>
    public static List<JsonNode?> Merge(List<JsonNode?> original, List<JsonNode?> patch, MergeField field, bool isDeleteList)
    {
        if (original.Count == 0 && patch.Count == 0)
        {
            return original;
        }

        var kind = ElementKind(original, patch);
        if (kind != JsonValueKind.Object)
        {
            return isDeleteList
                ? [.. original.Where(item => !ListOrder.Contains(patch, item, mergeKey: null))]
                : MergeScalars(original, patch, field.MergeKey, kind);
        }

        var key = field.MergeKey ?? throw StrategicErrors.Other($"cannot merge lists without merge key for {field.Item.GoName}");
        (original, patch) = CarryOutDirectives(original, patch, key);
        var merged = MergeMaps(original, patch, key, field.Item);
        var (patched, serverOnly) = ListOrder.Partition(merged, patch, key);
        return ListOrder.Interleave(patched, serverOnly, patch, original, key, kind);
    }

    /// <summary>The one kind of all items.</summary>
    /// <exception cref="PatchException">They differ, are lists, or there are none.</exception>
    public static JsonValueKind ElementKind(List<JsonNode?> original, List<JsonNode?> patch)
    {
        JsonValueKind? kind = null;
        foreach (var item in original.Concat(patch))
        {
            var next = item?.GetValueKind() switch
            {
                null => JsonValueKind.Null,
                JsonValueKind.False => JsonValueKind.True,
                var other => other.Value,
            };

            if (kind is null && next == JsonValueKind.Array)
            {
                throw StrategicErrors.ListOfLists();
            }

            if (kind is not null && kind != next)
            {
                throw StrategicErrors.Other($"list element types are not identical: [[{Print(original)}] [{Print(patch)}]]");
            }

            kind = next;
        }

        return kind ?? throw StrategicErrors.Other("no elements in any of the given slices");
    }

    private static string Print(List<JsonNode?> list) => string.Join(' ', list.Select(GoText.Value));

    private static List<JsonNode?> MergeScalars(List<JsonNode?> original, List<JsonNode?> patch, string? key, JsonValueKind kind)
    {
        var merged = new List<JsonNode?>();
        foreach (var item in original.Concat(patch))
        {
            if (!ListOrder.Contains(merged, item, mergeKey: null))
            {
                merged.Add(item);
            }
        }

        if (key is not null)
        {
            throw StrategicErrors.BadMap(merged[0]);
        }

        var (patched, serverOnly) = ListOrder.Partition(merged, patch, key);
        return ListOrder.Interleave(patched, serverOnly, patch, original, key, kind);
    }

    private static (List<JsonNode?> Original, List<JsonNode?> Patch) CarryOutDirectives(List<JsonNode?> original, List<JsonNode?> patch, string key)
    {
        var plain = new List<JsonNode?>();
        var replace = false;
        foreach (var item in patch)
        {
            if (item is not JsonObject map || !map.TryGetPropertyValue(Directive.Marker, out var directive))
            {
                plain.Add(item);
                continue;
            }

            switch (Directive.Text(directive))
            {
                case Directive.Delete:
                    var value = map.TryGetPropertyValue(key, out var id) ? id : throw StrategicErrors.NoMergeKey(map, key);
                    original = [.. original.Where(old => !ListOrder.HasKey(old, key, value))];
                    break;
                case Directive.Replace:
                    replace = true;
                    break;
                case Directive.Merge:
                    throw StrategicErrors.Other("merging lists cannot yet be specified in the patch");
                default:
                    throw StrategicErrors.BadPatchType(directive, map);
            }
        }

        return replace ? (plain, []) : (original, plain);
    }

    private static List<JsonNode?> MergeMaps(List<JsonNode?> original, List<JsonNode?> patch, string key, TypeSchema item)
    {
        List<JsonNode?> merged = [.. original];
        foreach (var change in patch.Cast<JsonObject>())
        {
            var value = change.TryGetPropertyValue(key, out var id) ? id : throw StrategicErrors.NoMergeKey(change, key);
            var at = merged.FindIndex(old => ListOrder.HasKey(old, key, value));
            if (at >= 0)
            {
                // The order of the patch's items is read again afterwards, so the merge must not use them up.
                merged[at] = StrategicMerge.Apply((JsonObject)merged[at]!, (JsonObject)change.DeepClone(), item);
            }
            else
            {
                Directive.Strip(change);
                merged.Add(change.DeepClone());
            }
        }

        return merged;
    }
}
