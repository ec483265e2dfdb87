using System.Text.Json.Nodes;

namespace JobFlows.EndToEnd.Harness;

/// <summary>Reads from JSON objects by path.</summary>
internal static class JsonPaths
{
    /// <summary>What is at a path; null where a step is missing.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var step in path)
        {
            node = node is JsonObject parent && parent.TryGetPropertyValue(step, out var child) ? child : null;
        }

        return node;
    }

    /// <summary>The text at a path; null where there is none.</summary>
    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) => (string?)node.At(path);

    /// <summary>The number at a path; 0 where there is none, as Kubernetes leaves out zeros.</summary>
    public static int Number(this JsonNode? node, params ReadOnlySpan<string> path) => (int?)node.At(path) ?? 0;

    /// <summary>The list at a path; empty where there is none.</summary>
    public static IReadOnlyList<JsonNode> List(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonArray array ? [.. array.OfType<JsonNode>()] : [];

    /// <summary>The object's <c>metadata.name</c>.</summary>
    public static string Name(this JsonNode node) => node.Text("metadata", "name")!;

    /// <summary>The object's condition of a type, if its status is True.</summary>
    public static JsonNode? Condition(this JsonNode? node, string type) =>
        node.List("status", "conditions").FirstOrDefault(one => one.Text("type") == type && one.Text("status") == "True");

    /// <summary>The object's condition of a type, whatever its status.</summary>
    public static JsonNode? StatedCondition(this JsonNode? node, string type) =>
        node.List("status", "conditions").FirstOrDefault(one => one.Text("type") == type);
}
