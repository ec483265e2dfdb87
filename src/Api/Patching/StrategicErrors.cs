using System.Text.Json.Nodes;
using JobFlows.Api.Schema;

namespace JobFlows.Api.Patching;

/// <summary>What a strategic merge patch is refused with: apimachinery's texts and codes.</summary>
internal static class StrategicErrors
{
    /// <summary>400: <c>$retainKeys</c> is no list, or leaves out a field that the patch sets.</summary>
    public static PatchException BadRetainKeys() => new(Failures.BadRequest("invalid patch format of retainKeys"));

    /// <summary>400: <c>$setElementOrder</c> without a field.</summary>
    public static PatchException BadSetElementOrder() => new(Failures.BadRequest("invalid patch format of setElementOrder list"));

    /// <summary>400: <c>$deleteFromPrimitiveList</c> without a field.</summary>
    public static PatchException BadPrimitiveList() => new(Failures.BadRequest("invalid patch format of primitive list"));

    /// <summary>422: a list inside a list.</summary>
    public static PatchException ListOfLists() => new(Failures.Unprocessable("lists of lists are not supported"));

    /// <summary>An item without the field that tells items apart.</summary>
    public static PatchException NoMergeKey(JsonNode? item, string key) =>
        Other($"map: {GoText.Value(item)} does not contain declared merge key: {key}");

    /// <summary>A value of <c>$patch</c> that does not exist.</summary>
    public static PatchException BadPatchType(JsonNode? type, JsonObject map) =>
        Other($"unknown patch type: {GoText.Value(type)} in map: {GoText.Value(map)}");

    /// <summary>Something else where a list must be.</summary>
    public static PatchException BadList(JsonNode? actual) =>
        Other($"expected a []interface {{}}, but received a {GoType(actual)}");

    /// <summary>Something else where a map must be.</summary>
    public static PatchException BadMap(JsonNode? actual) =>
        Other($"expected a map[string]interface {{}}, but received a {GoType(actual)}");

    /// <summary>A field that the type does not have, where the patch has to know how it merges.</summary>
    public static PatchException UnknownField(TypeSchema schema, string name) =>
        Other($"unable to find api field in struct {schema.Type.Name} for the json field {GoText.Quote(name)}");

    /// <summary>What Kubernetes has no name for and answers with 500. The fault is the client's, so that it is 400 here.</summary>
    public static PatchException Other(string message) => new(Failures.BadRequest(message));

    private static string GoType(JsonNode? node) => node?.GetValueKind() switch
    {
        null => "<nil>",
        System.Text.Json.JsonValueKind.Object => "map[string]interface {}",
        System.Text.Json.JsonValueKind.Array => "[]interface {}",
        System.Text.Json.JsonValueKind.String => "string",
        System.Text.Json.JsonValueKind.Number => "int64",
        _ => "bool",
    };
}
