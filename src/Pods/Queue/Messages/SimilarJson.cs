using System.Text.Json;
using System.Text.Json.Nodes;

namespace JobFlows.Pods.Queue.Messages;

/// <summary>
/// Short JSON of objects that differ little, such as the pods of one Job: the first is whole, of each other there is only what makes it differ
/// from the first, as a JSON merge patch (RFC 7386). The objects must hold no nulls.
/// </summary>
internal static class SimilarJson
{
    private const string First = "first";
    private const string Others = "others";

    /// <summary>Packs objects, at least one.</summary>
    public static JsonObject Pack(IReadOnlyList<JsonObject> all)
    {
        var packed = new JsonObject { [First] = all[0].DeepClone() };
        if (all.Count > 1)
        {
            packed[Others] = new JsonArray([.. all.Skip(1).Select(one => (JsonNode)Difference(all[0], one))]);
        }

        return packed;
    }

    /// <summary>The objects of <see cref="Pack"/>.</summary>
    /// <exception cref="JsonException">It is nothing that <see cref="Pack"/> makes.</exception>
    public static IReadOnlyList<JsonObject> Unpack(JsonObject packed)
    {
        if (packed[First] is not JsonObject first || (packed[Others] ?? new JsonArray()) is not JsonArray others || others.Any(one => one is not JsonObject))
        {
            throw new JsonException("the list has no first object, or others that are no objects");
        }

        return [first, .. others.Select(patch => Apply(first, (JsonObject)patch!))];
    }

    /// <summary>The patch that makes one object of the other.</summary>
    public static JsonObject Difference(JsonObject from, JsonObject to)
    {
        var patch = new JsonObject();
        foreach (var (name, _) in from)
        {
            if (!to.ContainsKey(name))
            {
                patch[name] = null;
            }
        }

        foreach (var (name, value) in to)
        {
            var before = from[name];
            if (before is JsonObject left && value is JsonObject right)
            {
                // An empty object that replaces a full one would say nothing as a patch, but then the names it lacks are in it as nulls.
                if (Difference(left, right) is { Count: > 0 } inner)
                {
                    patch[name] = inner;
                }
            }
            else if (!JsonNode.DeepEquals(before, value))
            {
                patch[name] = value?.DeepClone();
            }
        }

        return patch;
    }

    private static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        var result = (JsonObject)target.DeepClone();
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                result.Remove(name);
            }
            else if (value is JsonObject inner)
            {
                result[name] = Apply(result[name] as JsonObject ?? [], inner);
            }
            else
            {
                result[name] = value.DeepClone();
            }
        }

        return result;
    }
}
