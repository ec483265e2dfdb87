using System.Text.Json;
using System.Text.Json.Nodes;

namespace JobFlows.Api.Schema;

/// <summary>JSON as nodes that can be changed. Of a key given twice the last value counts, as everywhere in Kubernetes.</summary>
internal static class JsonTree
{
    /// <summary>Reads a document.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <param name="duplicates">Takes a text such as <c>duplicate field "spec.x"</c> for each key given twice.</param>
    /// <exception cref="JsonException">It is not JSON, or nests too deeply.</exception>
    /// <exception cref="InvalidOperationException">It has text that is not UTF-8.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> json, ICollection<string>? duplicates = null)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = SchemaScan.MaxDepth });
        reader.Read();
        var node = Value(ref reader, "", duplicates);
        while (reader.Read())
        {
            // Only white space may follow; the reader throws at anything else.
        }

        return node;
    }

    /// <summary>UTF-8 JSON of a node.</summary>
    public static byte[] Write(JsonNode? node) => JsonSerializer.SerializeToUtf8Bytes(node, KubeNodeJson.Options);

    private static JsonNode? Value(ref Utf8JsonReader reader, string path, ICollection<string>? duplicates)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var map = new JsonObject();
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    var place = duplicates is null ? "" : path.Length == 0 ? name : $"{path}.{name}";
                    if (duplicates is not null && map.ContainsKey(name))
                    {
                        duplicates.Add($"duplicate field {GoText.Quote(place)}");
                    }

                    map[name] = Value(ref reader, place, duplicates);
                }

                return map;
            case JsonTokenType.StartArray:
                var list = new JsonArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    list.Add(Value(ref reader, duplicates is null ? "" : $"{path}[{list.Count}]", duplicates));
                }

                return list;
            case JsonTokenType.String:
                return JsonValue.Create(reader.GetString());
            case JsonTokenType.True or JsonTokenType.False:
                return JsonValue.Create(reader.GetBoolean());
            case JsonTokenType.Number when reader.TryGetInt64(out var number):
                return JsonValue.Create(number);
            case JsonTokenType.Number:
                return JsonValue.Create(JsonElement.ParseValue(ref reader));
            default:
                return null;
        }
    }
}
