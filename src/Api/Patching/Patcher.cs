using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using JobFlows.Api.Schema;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Patching;

/// <summary>Applies JSON patches, merge patches and strategic merge patches.</summary>
internal static class Patcher
{
    /// <summary>Applies the patch and decodes what comes out. Does not check immutable fields, names or revisions: an update does.</summary>
    public static PatchResult Apply(PatchRequest request)
    {
        if (request.Patch.Length > ObjectDecoder.MaxBytes)
        {
            return new PatchResult.Rejected(Failures.TooLarge($"Request entity too large: limit is {ObjectDecoder.MaxBytes}"));
        }

        try
        {
            var problems = new List<string>();
            var patched = Merge(request, problems, out var shown);
            return Decode(JsonTree.Write(patched), shown, request, problems);
        }
        catch (PatchException e)
        {
            return new PatchResult.Rejected(e.Status);
        }
    }

    private static JsonNode? Merge(PatchRequest request, List<string> problems, out string? shown)
    {
        var current = (JsonObject)JsonTree.Parse(request.Current.Span)!;
        var schema = TypeSchema.Of(request.Target.Type);
        shown = null;
        switch (request.MediaType)
        {
            case PatchTypes.Json:
                return JsonPatch.Apply(current, Operations(request, problems));
            case PatchTypes.Merge:
                return MergePatch.Apply(current, Parse(request, problems, "error decoding patch: "));
            case PatchTypes.Strategic:
                var patch = Parse(request, problems, "");
                shown = GoText.Value(patch);
                return StrategicMerge.Apply(current, patch, schema);
            default:
                throw new PatchException(Failures.UnsupportedMediaType(
                    "the body of the request was in an unknown format - accepted media types include: " + string.Join(", ", PatchTypes.All)));
        }
    }

    private static JsonObject Parse(PatchRequest request, List<string> problems, string context)
    {
        try
        {
            return JsonTree.Parse(request.Patch.Span, problems) switch
            {
                JsonObject map => map,
                JsonArray => throw Bad(context + "json: cannot unmarshal array into Go value of type map[string]interface {}"),
                null => [],
                var value => throw Bad($"{context}json: cannot unmarshal {GoKind(value)} into Go value of type map[string]interface {{}}"),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Bad(context + JsonSyntax.Describe(request.Patch.Span));
        }
    }

    private static JsonArray Operations(PatchRequest request, List<string> problems)
    {
        var scan = new SchemaScan(request.Patch.Span);
        try
        {
            scan.Run(TypeSchema.Of(typeof(IReadOnlyList<JsonPatchOperation>)));
            if (scan.TypeError is { } error)
            {
                throw Bad("error decoding patch: " + error
                    .Replace("v1." + nameof(JsonPatchOperation), "handlers.jsonPatchOp", StringComparison.Ordinal)
                    .Replace(nameof(JsonPatchOperation), "jsonPatchOp", StringComparison.Ordinal));
            }

            problems.AddRange(scan.Problems.Select(problem => "json patch " + problem));
            var operations = JsonTree.Parse(request.Patch.Span) as JsonArray ?? [];
            return operations.Count <= JsonPatch.MaxOperations
                ? operations
                : throw new PatchException(Failures.TooLarge(
                    $"The allowed maximum operations in a JSON patch is {JsonPatch.MaxOperations}, got {operations.Count}"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Bad("error decoding patch: " + JsonSyntax.Describe(request.Patch.Span));
        }
    }

    private static PatchResult Decode(byte[] json, string? shown, PatchRequest request, List<string> problems)
    {
        var target = request.Target;
        var value = ObjectDecoder.Read(json, target.Type, out var found, out var error) as KubeObject;
        if (value is null)
        {
            return Invalid(error);
        }

        if (ObjectDecoder.WrongType(value.ApiVersion ?? target.ApiVersion, value.Kind ?? target.Kind, target) is { } wrong)
        {
            return Invalid(wrong);
        }

        problems.AddRange(found);
        return request.Validation == FieldValidation.Strict && problems.Count > 0
            ? Invalid("strict decoding error: " + string.Join(", ", problems))
            : new PatchResult.Patched(
                value with { ApiVersion = target.ApiVersion, Kind = target.Kind },
                request.Validation == FieldValidation.Warn ? problems : []);

        PatchResult.Rejected Invalid(string why) => new(Failures.InvalidPatch(shown ?? Encoding.UTF8.GetString(json), why));
    }

    private static string GoKind(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        _ => "bool",
    };

    private static PatchException Bad(string message) => new(Failures.BadRequest(message));
}
