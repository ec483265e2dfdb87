using System.Text.Json.Nodes;

namespace JobFlows.Api.Schema;

/// <summary>Nulls in lists and maps, which Go reads as zero values.</summary>
internal static class NullElements
{
    /// <summary>The document with each null item and null map value replaced by the zero value of its type.</summary>
    public static byte[] Fill(ReadOnlySpan<byte> json, TypeSchema schema)
    {
        var node = JsonTree.Parse(json);
        Fill(node, schema);
        return JsonTree.Write(node);
    }

    private static void Fill(JsonNode? node, TypeSchema schema)
    {
        switch (node, schema.Kind)
        {
            case (JsonObject map, SchemaKind.Struct):
                foreach (var (name, value) in map)
                {
                    if (schema.Field(name) is { } field)
                    {
                        Fill(value, field.Type);
                    }
                }

                break;
            case (JsonObject map, SchemaKind.Map):
                foreach (var (name, value) in map.ToList())
                {
                    if (value is null)
                    {
                        map[name] = Zero(schema.Element!);
                    }

                    Fill(value, schema.Element!);
                }

                break;
            case (JsonArray list, SchemaKind.List):
                for (var i = 0; i < list.Count; i++)
                {
                    list[i] ??= Zero(schema.Element!);
                    Fill(list[i], schema.Element!);
                }

                break;
        }
    }

    private static JsonNode Zero(TypeSchema schema) => schema.Kind switch
    {
        SchemaKind.Struct or SchemaKind.Map => new JsonObject(),
        SchemaKind.List => new JsonArray(),
        SchemaKind.Int32 or SchemaKind.Int64 or SchemaKind.IntOrString => JsonValue.Create(0),
        SchemaKind.Boolean => JsonValue.Create(false),
        SchemaKind.Quantity => JsonValue.Create("0"),
        SchemaKind.Time or SchemaKind.MicroTime => JsonValue.Create("0001-01-01T00:00:00Z"),
        _ => JsonValue.Create(""),
    };
}
