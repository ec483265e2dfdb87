using System.Text.Json.Nodes;

namespace JobFlows.Api.Patching;

/// <summary>The <c>$patch</c> directive.</summary>
internal static class Directive
{
    /// <summary>The key.</summary>
    public const string Marker = "$patch";

    /// <summary>Drops the map, or the list's item.</summary>
    public const string Delete = "delete";

    /// <summary>Puts the patch in the place of what was there.</summary>
    public const string Replace = "replace";

    /// <summary>Merges, as is usual; not allowed in lists.</summary>
    public const string Merge = "merge";

    /// <summary>A node's text, or null when it is no string.</summary>
    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Whether the node is a map with a directive in it.</summary>
    public static bool IsIn(JsonNode? node) => node is JsonObject map && map.ContainsKey(Marker);

    /// <summary>Removes every map and item that has a directive from a value that is taken over as it is.</summary>
    /// <returns>false when the value itself has one.</returns>
    public static bool Strip(JsonNode node)
    {
        switch (node)
        {
            case JsonObject map when map.ContainsKey(Marker):
                return false;
            case JsonObject map:
                foreach (var (name, value) in map.ToList())
                {
                    if (value is not null && !Strip(value))
                    {
                        map.Remove(name);
                    }
                }

                return true;
            case JsonArray list:
                for (var i = list.Count - 1; i >= 0; i--)
                {
                    if (list[i] is { } item && !Strip(item))
                    {
                        list.RemoveAt(i);
                    }
                }

                return true;
            default:
                return true;
        }
    }
}
