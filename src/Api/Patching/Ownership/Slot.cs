using System.Text.Json.Nodes;
using JobFlows.Api.Schema;

namespace JobFlows.Api.Patching.Ownership;

/// <summary>A place in an object: what type a value there has, and how it merges.</summary>
/// <param name="Type">The type.</param>
/// <param name="Atomic">Whether it is owned as a whole.</param>
/// <param name="ListMerge">What a list there is.</param>
/// <param name="Keys">The key fields of a list that is a map.</param>
internal readonly record struct Slot(TypeSchema Type, bool Atomic, ListMerge ListMerge, IReadOnlyList<string> Keys)
{
    /// <summary>Whether a value there can be taken apart as an object.</summary>
    public bool IsMap => Type.Kind is SchemaKind.Struct or SchemaKind.Map;

    /// <summary>Whether a value there can be taken apart as a list.</summary>
    public bool IsList => Type.Kind == SchemaKind.List;

    /// <summary>A whole object.</summary>
    public static Slot Root(TypeSchema type) => Of(type);

    /// <summary>A member of an object.</summary>
    /// <returns>For a name that the struct does not have, a place whose value is owned as a whole.</returns>
    public Slot Member(string name) => Type.Kind switch
    {
        SchemaKind.Struct when Type.Field(name) is { } field => new(field.Type, field.Atomic, field.ListMerge, field.ListKeys),
        SchemaKind.Map => Of(Type.Element!),
        _ => Of(TypeSchema.Of(typeof(System.Text.Json.JsonElement))),
    };

    /// <summary>An item of a list.</summary>
    public Slot Item() => Type.Element is { } element ? Of(element) : Member("");

    /// <summary>The place one step on.</summary>
    public Slot At(PathElement element) => element.Kind == 'f' ? Member(element.Text) : Item();

    /// <summary>How an item of the list is named in paths.</summary>
    /// <param name="item">The item.</param>
    /// <param name="error">Why it can't be, when null is returned.</param>
    public PathElement? Name(JsonNode? item, out string error)
    {
        error = "";
        if (ListMerge == ListMerge.Set)
        {
            error = item switch
            {
                null => "associative list without keys has an element that's an explicit null",
                JsonObject => "associative list without keys has an element that's a map type",
                JsonArray => "not supported: associative list with lists as elements",
                _ => "",
            };
            return error.Length == 0 ? PathElement.Value(item!) : null;
        }

        if (item is not JsonObject map)
        {
            error = item is null ? "associative list with keys may not have a null element" : "associative list with keys may not have non-map elements";
            return null;
        }

        var key = new List<KeyValuePair<string, JsonNode?>>();
        foreach (var name in Keys)
        {
            if (map.TryGetPropertyValue(name, out var value))
            {
                key.Add(new(name, value));
            }
            else if (Type.Element!.Field(name)?.Default is { } standard)
            {
                key.Add(new(name, JsonValue.Create(standard)));
            }
        }

        if (key.Count == 0)
        {
            error = $"associative list with keys has an element that omits all key fields [{string.Join(' ', Keys.Select(GoText.Quote))}] "
                + "(and doesn't have default values for any key fields)";
            return null;
        }

        return PathElement.Key(key);
    }

    /// <summary>How an item of the list is named in paths; an item without keys, which no valid object has, by its index.</summary>
    public PathElement NameOrIndex(JsonNode? item, int index) => Name(item, out _) ?? new PathElement('i', $"{index}");

    private static Slot Of(TypeSchema type) => new(type, type.Atomic || type.Kind == SchemaKind.List, ListMerge.Atomic, []);
}
