using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using JobFlows.Api.Schema;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Patching.Ownership;

/// <summary>The body of an apply, read and checked against the schema.</summary>
/// <param name="Json">The configuration as the client wrote it.</param>
/// <param name="Fields">The same with values in their canonical form, so that an amount of 1 equals "1".</param>
/// <param name="Warnings">Texts for duplicate keys.</param>
internal sealed record AppliedConfig(JsonObject Json, JsonObject Fields, IReadOnlyList<string> Warnings)
{
    /// <summary>Reads the body of a request.</summary>
    /// <exception cref="PatchException">It can't be applied.</exception>
    public static AppliedConfig Read(ApplyRequest request)
    {
        if (request.Patch.Length > ObjectDecoder.MaxBytes)
        {
            throw new PatchException(Failures.TooLarge($"Request entity too large: limit is {ObjectDecoder.MaxBytes}"));
        }

        // Every JSON document is also YAML.
        var (json, duplicates) = YamlToJson.Convert(Encoding.UTF8.GetString(request.Patch.Span)) switch
        {
            YamlResult.Converted yaml => (Parse(yaml.Json.Span), yaml.Duplicates),
            YamlResult.Failed failed => throw Bad($"error decoding YAML: error converting YAML to JSON: yaml: {failed.Message}"),
            var other => throw new InvalidOperationException($"unknown result {other}"),
        };

        var target = request.Target;
        var kind = GroupVersionKind(Text(json, "apiVersion"), Text(json, "kind"));
        if (kind != GroupVersionKind(target.ApiVersion, target.Kind))
        {
            throw Bad($"invalid object type: {kind}");
        }

        if ((json["metadata"] as JsonObject)?["managedFields"] is not null)
        {
            throw Bad("metadata.managedFields must be nil");
        }

        var errors = new List<string>();
        TypedValidation.Check(json, Slot.Root(TypeSchema.Of(target.Type)), "", errors);
        if (errors.Count > 0)
        {
            var metadata = json["metadata"];
            var what = $"{Text(metadata, "namespace")}/{Text(metadata, "name")}; {kind}";
            var why = errors.Count == 1 ? errors[0] : "errors:\n  " + string.Join("\n  ", errors);
            throw new PatchException(Failures.BadRequest($"failed to create typed patch object ({what}): {why}"));
        }

        if (request.Validation == FieldValidation.Strict && duplicates.Count > 0)
        {
            throw Bad($"error strict decoding YAML: error converting YAML to JSON: {duplicates[0]}");
        }

        return new AppliedConfig(json, Canonical(json, target.Type), request.Validation == FieldValidation.Warn ? duplicates : []);
    }

    /// <summary>An object's JSON, in canonical form, without <c>metadata.managedFields</c>.</summary>
    public static JsonObject Canonical(KubeObject value)
    {
        var info = KubeJson.Context.GetTypeInfo(value.GetType()) ?? throw new NotSupportedException($"{value.GetType()} is not an API type");
        var bare = value with { Metadata = value.Metadata with { ManagedFields = null } };
        return (JsonObject)JsonTree.Parse(JsonSerializer.SerializeToUtf8Bytes(bare, info))!;
    }

    private static JsonObject Canonical(JsonObject json, Type type) =>
        ObjectDecoder.Read(JsonTree.Write(json), type, out _, out var error) is KubeObject value ? Canonical(value) : throw Bad(error);

    private static JsonObject Parse(ReadOnlySpan<byte> json) => JsonTree.Parse(json) switch
    {
        JsonObject map => map,
        null => [],
        var other => throw Bad("error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal "
            + $"{(other is JsonArray ? "array" : "string")} into Go value of type map[string]interface {{}}"),
    };

    private static string? Text(JsonNode? node, string name) => Directive.Text((node as JsonObject)?[name]);

    private static string GroupVersionKind(string? apiVersion, string? kind)
    {
        var version = apiVersion ?? "";
        return $"{(version.Contains('/', StringComparison.Ordinal) ? version : "/" + version)}, Kind={kind}";
    }

    private static PatchException Bad(string message) => new(Failures.BadRequest(message));
}
