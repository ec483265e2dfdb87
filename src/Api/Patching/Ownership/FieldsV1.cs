using System.Text.Json;
using System.Text.Json.Nodes;
using JobFlows.Api.Schema;

namespace JobFlows.Api.Patching.Ownership;

/// <summary>The JSON of field sets in <c>managedFields</c>.</summary>
internal static class FieldsV1
{
    private const string Self = ".";

    /// <summary>Writes a set.</summary>
    public static JsonElement Write(FieldSet set) => JsonSerializer.SerializeToElement(ToNode(set), KubeNodeJson.Options);

    /// <summary>Reads a set.</summary>
    /// <returns>null when it is malformed.</returns>
    public static FieldSet? Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var set = new FieldSet();
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name == Self)
            {
                continue;
            }

            if (PathElement.Parse(property.Name) is not { } element || Read(property.Value) is not { } children)
            {
                return null;
            }

            // An end of a path is {}, or says so with "." when paths go on below it.
            set.Add(element, children.IsEmpty || property.Value.TryGetProperty(Self, out _), children);
        }

        return set;
    }

    private static JsonObject ToNode(FieldSet set)
    {
        var result = new JsonObject();
        foreach (var (element, member, children) in set.Nodes)
        {
            var below = ToNode(children);
            if (member && below.Count > 0)
            {
                below.Insert(0, Self, new JsonObject());
            }

            result[$"{element.Kind}:{element.Text}"] = below;
        }

        return result;
    }
}
