using System.Text.Json;
using System.Text.Json.Nodes;
using JobFlows.Api.Schema;

namespace JobFlows.Api.Patching;

/// <summary>The order of merged lists: what the patch names in the patch's order, the rest where it was.</summary>
internal static class ListOrder
{
    /// <summary>Splits items by whether <paramref name="by"/> names them.</summary>
    public static (List<JsonNode?> Named, List<JsonNode?> Others) Partition(List<JsonNode?> items, List<JsonNode?> by, string? mergeKey)
    {
        foreach (var item in items)
        {
            _ = Identity(item, mergeKey);
        }

        var split = items.ToLookup(item => Contains(by, item, mergeKey));
        return ([.. split[true]], [.. split[false]]);
    }

    /// <summary>Sorts the patched items by the patch's order and the others by the server's, then merges both by the server's order.</summary>
    public static List<JsonNode?> Interleave(
        List<JsonNode?> patched, List<JsonNode?> serverOnly, List<JsonNode?> patchOrder, List<JsonNode?> serverOrder, string? mergeKey, JsonValueKind kind)
    {
        if (kind == JsonValueKind.Object && mergeKey is not null)
        {
            foreach (var item in patchOrder.Concat(serverOrder))
            {
                _ = Identity(item, mergeKey);
            }
        }

        var left = new Queue<JsonNode?>(serverOnly.OrderBy(item => IndexIn(serverOrder, item, mergeKey)));
        var right = new Queue<JsonNode?>(patched.OrderBy(item => IndexIn(patchOrder, item, mergeKey)));
        var result = new List<JsonNode?>(left.Count + right.Count);
        while (left.Count > 0 && right.Count > 0)
        {
            var leftAt = IndexIn(serverOrder, left.Peek(), mergeKey);
            var rightAt = IndexIn(serverOrder, right.Peek(), mergeKey);
            result.Add(leftAt >= 0 && leftAt < rightAt ? left.Dequeue() : right.Dequeue());
        }

        result.AddRange(right);
        result.AddRange(left);
        return result;
    }

    /// <summary>Refuses a patch whose items are not in the order that <c>$setElementOrder</c> gives.</summary>
    public static void Check(JsonArray patch, List<JsonNode?> order, string? mergeKey)
    {
        if (patch.Count == 0 || order.Count == 0)
        {
            return;
        }

        var items = patch.Where(item => !Directive.IsIn(item)).ToList();
        var at = 0;
        foreach (var wanted in order)
        {
            if (at < items.Count && JsonNode.DeepEquals(Identity(items[at], mergeKey), Identity(wanted, mergeKey)))
            {
                at++;
            }
        }

        if (at < items.Count)
        {
            throw StrategicErrors.Other(
                $"The order in patch list:\n[{Print(patch)}]\n doesn't match $setElementOrder list:\n[{Print(order)}]\n");
        }
    }

    /// <summary>Whether a list has the item, by its merge key or by its value.</summary>
    public static bool Contains(List<JsonNode?> list, JsonNode? item, string? mergeKey) => IndexIn(list, item, mergeKey) >= 0;

    /// <summary>Whether an item has that value of the merge key.</summary>
    public static bool HasKey(JsonNode? item, string mergeKey, JsonNode? value) =>
        item is JsonObject map && map.TryGetPropertyValue(mergeKey, out var own) && JsonNode.DeepEquals(own, value);

    private static int IndexIn(List<JsonNode?> list, JsonNode? item, string? mergeKey)
    {
        var identity = Identity(item, mergeKey);
        return list.FindIndex(other => mergeKey is null ? JsonNode.DeepEquals(other, identity) : HasKey(other, mergeKey, identity));
    }

    private static JsonNode? Identity(JsonNode? item, string? mergeKey)
    {
        if (mergeKey is null)
        {
            return item;
        }

        var map = item as JsonObject ?? throw StrategicErrors.BadMap(item);
        return map.TryGetPropertyValue(mergeKey, out var id) ? id : throw StrategicErrors.NoMergeKey(map, mergeKey);
    }

    private static string Print(IEnumerable<JsonNode?> list) => string.Join(' ', list.Select(GoText.Value));
}
