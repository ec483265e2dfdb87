using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using JobFlows.Api.Protobuf;

namespace JobFlows.Api.Schema.OpenApi;

/// <summary>A Swagger 2.0 document as the protobuf message that clients in Go read: <c>openapi.v2.Document</c> of gnostic's
/// <c>openapiv2/OpenAPIv2.proto</c>. It knows the parts that our documents have.</summary>
internal static class SwaggerProtobuf
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Encoding Schemas = Named(1, WriteSchema);

    private static readonly Encoding Schema = Message(
        31,
        ("$ref", Text(1)),
        ("format", Text(2)),
        ("description", Text(4)),
        ("default", Any(5)),
        ("required", Each(Text(19))),
        ("additionalProperties", Inner(21, Inner(1, WriteSchema))),
        ("type", Inner(22, Text(1))),
        ("items", Inner(23, Inner(1, WriteSchema))),
        ("properties", Inner(25, Schemas)));

    private static readonly Encoding BodyParameter = Message(
        6, ("description", Text(1)), ("name", Text(2)), ("in", Text(3)), ("required", Flag(4)), ("schema", Inner(5, Schema)));

    private static readonly Encoding QueryParameter = Message(
        23, ("required", Flag(1)), ("in", Text(2)), ("description", Text(3)), ("name", Text(4)), ("type", Text(6)), ("uniqueItems", Flag(20)));

    private static readonly Encoding PathParameter = Message(
        22, ("required", Flag(1)), ("in", Text(2)), ("description", Text(3)), ("name", Text(4)), ("type", Text(5)), ("uniqueItems", Flag(19)));

    private static readonly Encoding Response = Message(5, ("description", Text(1)), ("schema", Inner(2, Inner(1, Schema))));

    private static readonly Encoding Operation = Message(
        13,
        ("tags", Each(Text(1))),
        ("description", Text(3)),
        ("operationId", Text(5)),
        ("produces", Each(Text(6))),
        ("consumes", Each(Text(7))),
        ("parameters", Each(Inner(8, WriteParameter))),
        ("responses", Inner(9, Named(1, Inner(1, Response)))),
        ("schemes", Each(Text(10))));

    private static readonly Encoding PathItem = Message(
        10,
        ("get", Inner(2, Operation)),
        ("put", Inner(3, Operation)),
        ("post", Inner(4, Operation)),
        ("delete", Inner(5, Operation)),
        ("patch", Inner(8, Operation)),
        ("parameters", Each(Inner(9, WriteParameter))));

    private static readonly Encoding Document = Message(
        16,
        ("swagger", Text(1)),
        ("info", Inner(2, Message(7, ("title", Text(1)), ("version", Text(2))))),
        ("paths", Inner(8, Named(2, PathItem))),
        ("definitions", Inner(9, Schemas)));

    private delegate void Encoding(ProtobufWriter output, JsonNode json);

    /// <summary>The message.</summary>
    /// <exception cref="NotSupportedException">The document has a part that this doesn't know.</exception>
    public static byte[] Of(JsonObject swagger)
    {
        var output = new ProtobufWriter();
        Document(output, swagger);
        return output.Written.ToArray();
    }

    // Schemas contain schemas: this stands for the encoding before it is there.
    private static void WriteSchema(ProtobufWriter output, JsonNode json) => Schema(output, json);

    // A ParametersItem has a Parameter, that a BodyParameter or a NonBodyParameter, and this one for the path or the query.
    private static void WriteParameter(ProtobufWriter output, JsonNode json)
    {
        var kind = json["in"]!.GetValue<string>() switch
        {
            "body" => Inner(1, BodyParameter),
            "query" => Inner(2, Inner(3, QueryParameter)),
            "path" => Inner(2, Inner(4, PathParameter)),
            var other => throw new NotSupportedException($"a parameter in {other}"),
        };
        Inner(1, kind)(output, json);
    }

    private static Encoding Text(int field) => (output, json) => output.Text(field, json.GetValue<string>());

    private static Encoding Flag(int field) => (output, json) => output.Flag(field, json.GetValue<bool>());

    // Values of any form travel as YAML, which JSON is.
    private static Encoding Any(int field) => (output, json) => output.Message(field, any => any.Text(2, json.ToJsonString(Compact)));

    private static Encoding Inner(int field, Encoding content) => (output, json) => output.Message(field, inner => content(inner, json));

    private static Encoding Each(Encoding item) => (output, json) =>
    {
        foreach (var element in json.AsArray())
        {
            item(output, element!);
        }
    };

    private static Encoding Named(int field, Encoding value) => (output, json) =>
    {
        foreach (var (name, content) in json.AsObject())
        {
            output.Message(field, entry => WriteNamed(entry, name, Inner(2, value), content!));
        }
    };

    private static Encoding Message(int extensions, params (string Name, Encoding Encode)[] fields)
    {
        var known = fields.ToDictionary(field => field.Name, field => field.Encode, StringComparer.Ordinal);
        return (output, json) =>
        {
            foreach (var (name, value) in json.AsObject())
            {
                if (known.TryGetValue(name, out var encode))
                {
                    encode(output, value!);
                }
                else if (name.StartsWith("x-", StringComparison.Ordinal))
                {
                    output.Message(extensions, entry => WriteNamed(entry, name, Any(2), value!));
                }
                else
                {
                    throw new NotSupportedException($"{name} has no place in the message");
                }
            }
        };
    }

    private static void WriteNamed(ProtobufWriter entry, string name, Encoding encode, JsonNode value)
    {
        entry.Text(1, name);
        encode(entry, value);
    }
}
