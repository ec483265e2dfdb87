using System.Text.Json.Nodes;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Schema.OpenApi;

/// <summary>Collects the definitions of the types that a document mentions, and of all that these are made of.</summary>
internal sealed class Definitions(OpenApiDialect dialect, DocComments comments)
{
    private readonly SortedDictionary<string, JsonObject> definitions = new(StringComparer.Ordinal);

    private string RefPrefix => dialect == OpenApiDialect.V2 ? "#/definitions/" : "#/components/schemas/";

    /// <summary>Everything mentioned so far, by name.</summary>
    public JsonObject ToJson() => new(definitions.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, entry.Value.DeepClone())));

    /// <summary>A reference to a type's definition, which is added.</summary>
    public JsonObject Reference(Type type) => Schema(TypeSchema.Of(type));

    /// <summary>A reference to the definition of a kind's list, which is added.</summary>
    public JsonObject ListReference(ServedKind kind)
    {
        var name = DefinitionNames.OfList(kind);
        if (!definitions.ContainsKey(name))
        {
            definitions[name] = [];
            definitions[name] = new JsonObject
            {
                ["description"] = $"A list of {kind.Resource.Kind} objects.",
                ["type"] = "object",
                ["required"] = new JsonArray("items"),
                ["properties"] = new JsonObject
                {
                    ["apiVersion"] = Described(new JsonObject { ["type"] = "string" }, "The version of the items."),
                    ["items"] = Described(new JsonObject { ["type"] = "array", ["items"] = Reference(kind.Type) }, "The objects."),
                    ["kind"] = Described(new JsonObject { ["type"] = "string" }, "The kind of the list."),
                    ["metadata"] = Property(Reference(typeof(ListMeta)), "The list's revision, and where its next page begins."),
                },
                ["x-kubernetes-group-version-kind"] = new JsonArray(Kind(kind.Resource, kind.Resource.Kind + "List")),
            };
        }

        return new JsonObject { ["$ref"] = RefPrefix + name };
    }

    /// <summary>Says which kinds a type is, on its definition.</summary>
    public void Tag(Type type, IEnumerable<ResourceType> kinds)
    {
        _ = Reference(type);
        definitions[DefinitionNames.Of(TypeSchema.Of(type))!]["x-kubernetes-group-version-kind"] =
            new JsonArray([.. kinds.Select(kind => Kind(kind, kind.Kind))]);
    }

    /// <summary>A kind as the extensions name it.</summary>
    public static JsonObject Kind(ResourceType resource, string kind) =>
        new() { ["group"] = resource.Group, ["kind"] = kind, ["version"] = resource.Version };

    private static JsonObject Described(JsonObject schema, string? description)
    {
        if (description is not null)
        {
            schema["description"] = description;
        }

        return schema;
    }

    // OpenAPI 3.0 allows nothing beside $ref, so upstream wraps it in allOf there.
    private JsonObject Property(JsonObject schema, string? description) =>
        dialect == OpenApiDialect.V3 && schema.ContainsKey("$ref")
            ? Described(new JsonObject { ["allOf"] = new JsonArray(schema) }, description)
            : Described(schema, description);

    private JsonObject Schema(TypeSchema schema)
    {
        if (DefinitionNames.Of(schema) is { } name)
        {
            if (!definitions.ContainsKey(name))
            {
                // Entered first: types may contain themselves.
                definitions[name] = [];
                definitions[name] = Definition(schema);
            }

            return new JsonObject { ["$ref"] = RefPrefix + name };
        }

        return schema.Kind switch
        {
            SchemaKind.String => new JsonObject { ["type"] = "string" },
            SchemaKind.Bytes => new JsonObject { ["type"] = "string", ["format"] = "byte" },
            SchemaKind.Boolean => new JsonObject { ["type"] = "boolean" },
            SchemaKind.Int32 => new JsonObject { ["type"] = "integer", ["format"] = "int32" },
            SchemaKind.Int64 => new JsonObject { ["type"] = "integer", ["format"] = "int64" },
            SchemaKind.List => new JsonObject { ["type"] = "array", ["items"] = Schema(schema.Element!) },
            SchemaKind.Map => new JsonObject { ["type"] = "object", ["additionalProperties"] = Schema(schema.Element!) },
            var other => throw new NotSupportedException($"{other} has no schema"),
        };
    }

    private JsonObject Definition(TypeSchema schema) => schema.Kind switch
    {
        SchemaKind.Struct => Struct(schema),
        SchemaKind.Any => new JsonObject { ["type"] = "object", ["description"] = "A set of fields, as a trie of f:name, k:{keys} and v:value." },
        SchemaKind.Time => new JsonObject { ["type"] = "string", ["format"] = "date-time", ["description"] = "An RFC 3339 time in whole seconds." },
        SchemaKind.MicroTime => new JsonObject { ["type"] = "string", ["format"] = "date-time", ["description"] = "An RFC 3339 time in microseconds." },
        SchemaKind.Quantity => OneOf("string", "number", comments.Of(schema.Type)),
        SchemaKind.IntOrString => OneOf("integer", "string", comments.Of(schema.Type), "int-or-string"),
        var other => throw new NotSupportedException($"{other} has no definition"),
    };

    private JsonObject OneOf(string first, string second, string? description, string? format = null)
    {
        var result = new JsonObject();
        if (format is not null)
        {
            result["format"] = format;
        }

        if (dialect == OpenApiDialect.V2)
        {
            result["type"] = "string";
        }
        else
        {
            result["oneOf"] = new JsonArray(new JsonObject { ["type"] = first }, new JsonObject { ["type"] = second });
        }

        return Described(result, description);
    }

    private JsonObject Struct(TypeSchema schema)
    {
        var result = Described([], comments.Of(schema.Type));
        result["type"] = "object";
        var required = schema.Fields.Where(field => field.Required).Select(field => field.Name).Order(StringComparer.Ordinal).ToList();
        if (required.Count > 0)
        {
            result["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]);
        }

        result["properties"] = new JsonObject(schema.Fields.OrderBy(field => field.Name, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create<string, JsonNode?>(field.Name, Field(field))));
        if (schema.Atomic)
        {
            result["x-kubernetes-map-type"] = "atomic";
        }

        return result;
    }

    private JsonObject Field(FieldSchema field)
    {
        var result = Property(Schema(field.Type), comments.Of(field.Property));
        if (field.Default is { } value)
        {
            result["default"] = JsonValue.Create(value);
        }

        switch (field.Type.Kind)
        {
            case SchemaKind.List:
                result["x-kubernetes-list-type"] = field.ListMerge switch
                {
                    ListMerge.Map => "map",
                    ListMerge.Set => "set",
                    _ => "atomic",
                };
                if (field.ListMerge == ListMerge.Map)
                {
                    result["x-kubernetes-list-map-keys"] = new JsonArray([.. field.ListKeys.Select(key => JsonValue.Create(key))]);
                }

                break;
            case SchemaKind.Map or SchemaKind.Struct when field.Atomic && !field.Type.Atomic:
                result["x-kubernetes-map-type"] = "atomic";
                break;
        }

        if (field.PatchMergeKey is { } mergeKey)
        {
            result["x-kubernetes-patch-merge-key"] = mergeKey;
        }

        var strategy = (field.PatchMerges, field.PatchRetainsKeys) switch
        {
            (true, true) => "merge,retainKeys",
            (true, false) => "merge",
            (false, true) => "retainKeys",
            _ => null,
        };
        if (strategy is not null)
        {
            result["x-kubernetes-patch-strategy"] = strategy;
        }

        return result;
    }
}
