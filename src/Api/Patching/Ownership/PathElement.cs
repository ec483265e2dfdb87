using System.Text.Json.Nodes;
using JobFlows.Api.Schema;

namespace JobFlows.Api.Patching.Ownership;

/// <summary>One step of a field path, in the form in which <c>FieldsV1</c> writes it: <c>f:name</c>, <c>k:{"key":"value"}</c>, <c>v:scalar</c>, <c>i:index</c>.</summary>
/// <param name="Kind">The letter.</param>
/// <param name="Text">What follows the colon; keys are JSON objects with sorted names, so that equal keys are equal texts.</param>
internal readonly record struct PathElement(char Kind, string Text) : IComparable<PathElement>
{
    private const string Order = "fkvi";

    /// <summary>A field of a struct, or a key of a map.</summary>
    public static PathElement Field(string name) => new('f', name);

    /// <summary>An item of a list that is a map, by its key fields.</summary>
    public static PathElement Key(IEnumerable<KeyValuePair<string, JsonNode?>> fields) => new(
        'k',
        new JsonObject(fields.OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))).ToJsonString(KubeNodeJson.Options));

    /// <summary>An item of a set.</summary>
    public static PathElement Value(JsonNode value) => new('v', value.ToJsonString(KubeNodeJson.Options));

    /// <summary>Reads an element such as <c>f:spec</c>.</summary>
    /// <returns>null when it is none.</returns>
    public static PathElement? Parse(string text)
    {
        if (text.Length < 2 || text[1] != ':')
        {
            return null;
        }

        var rest = text[2..];
        try
        {
            return text[0] switch
            {
                'f' => Field(rest),
                'k' => JsonNode.Parse(rest) is JsonObject key ? Key(key) : null,
                'v' => JsonNode.Parse(rest) is { } value ? Value(value) : null,
                'i' => new PathElement('i', rest),
                _ => null,
            };
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public int CompareTo(PathElement other)
    {
        var kind = Order.IndexOf(Kind, StringComparison.Ordinal).CompareTo(Order.IndexOf(other.Kind, StringComparison.Ordinal));
        return kind != 0 ? kind : string.CompareOrdinal(Text, other.Text);
    }

    /// <summary>The element in a path for people: <c>.name</c>, <c>[name="a"]</c>, <c>[="a"]</c>, <c>[0]</c>.</summary>
    public override string ToString() => Kind switch
    {
        'f' => "." + Text,
        'k' => $"[{string.Join(',', ((JsonObject)JsonNode.Parse(Text)!).Select(field => $"{field.Key}={field.Value?.ToJsonString(KubeNodeJson.Options) ?? "null"}"))}]",
        'v' => $"[={Text}]",
        _ => $"[{Text}]",
    };
}
