using System.Globalization;
using System.Text.Json.Nodes;
using JobFlows.Api.Schema;

namespace JobFlows.Api.Patching;

/// <summary>RFC 6902, with the errors of the library that Kubernetes uses.</summary>
internal static class JsonPatch
{
    /// <summary>More operations than this are refused with 413.</summary>
    public const int MaxOperations = 10_000;

    private const string Missing = "missing value";

    /// <summary>Carries out the operations, in order.</summary>
    /// <param name="document">The document; it is changed.</param>
    /// <param name="operations">The patch: an array of operations, already checked for shape.</param>
    /// <exception cref="PatchException">An operation does not apply.</exception>
    public static JsonNode? Apply(JsonNode? document, JsonArray operations)
    {
        // A holder makes the whole document replaceable like any other value.
        var root = new JsonObject { [""] = document };
        long copied = 0;
        foreach (var operation in operations)
        {
            Apply(root, operation as JsonObject ?? [], ref copied);
        }

        var result = root[""];
        root.Remove("");
        return result;
    }

    private static void Apply(JsonObject root, JsonObject operation, ref long copied)
    {
        var kind = Text(operation, "op") ?? "unknown";
        var path = Text(operation, "path");
        if (path is null)
        {
            throw Fail($"{kind} operation failed to decode path: {Missing}");
        }

        switch (kind)
        {
            case "add":
                Add(Find(root, path) ?? throw Fail($"add operation does not apply: doc is missing path: \"{path}\": {Missing}"),
                    operation["value"]?.DeepClone(), "add", path);
                break;
            case "remove":
                Remove(Find(root, path) ?? throw Fail($"remove operation does not apply: doc is missing path: \"{path}\": {Missing}"), "remove", path);
                break;
            case "replace":
                var place = Find(root, path) ?? throw Fail($"replace operation does not apply: doc is missing path: {path}: {Missing}");
                if (!Has(place, out _))
                {
                    throw Fail($"replace operation does not apply: doc is missing key: {path}: {Missing}");
                }

                Set(place, operation["value"]?.DeepClone());
                break;
            case "test":
                Test(root, operation, path);
                break;
            case "move" or "copy":
                Transfer(root, kind, Text(operation, "from") ?? throw Fail($"{kind} operation failed to decode from: {Missing}"), path, ref copied);
                break;
            default:
                throw Fail($"Unexpected kind: {kind}");
        }
    }

    private static void Test(JsonObject root, JsonObject operation, string path)
    {
        var place = Find(root, path) ?? throw Fail($"test operation does not apply: is missing path: {path}: {Missing}");
        if (!Has(place, out var value) && operation["value"] is not null)
        {
            throw Fail($"error in test for path: '{path}': {Missing}");
        }

        if (!JsonNode.DeepEquals(value, operation["value"]))
        {
            throw Fail($"testing value {path} failed: test failed");
        }
    }

    private static void Transfer(JsonObject root, string kind, string from, string path, ref long copied)
    {
        var source = Find(root, from) ?? throw Fail($"{kind} operation does not apply: doc is missing from path: {from}: {Missing}");
        if (!Has(source, out var value))
        {
            throw Fail($"error in {kind} for path: '{from}': {Missing}");
        }

        if (kind == "move")
        {
            if (path.StartsWith(from + "/", StringComparison.Ordinal))
            {
                throw Fail($"move operation does not apply: '{path}' is inside '{from}'");
            }

            Remove(source, kind, from);
        }
        else
        {
            // A few copies of a value into itself would otherwise fill the memory.
            copied += value?.ToJsonString().Length ?? 0;
            if (copied > ObjectDecoder.MaxBytes)
            {
                throw Fail($"Unable to complete the copy, the accumulated size increase of copy is {copied}, exceeding the limit {ObjectDecoder.MaxBytes}");
            }
        }

        var target = Find(root, path) ?? throw Fail($"{kind} operation does not apply: doc is missing destination path: {path}: {Missing}");
        Add(target, kind == "copy" ? value?.DeepClone() : value, kind, path);
    }

    private static Place? Find(JsonObject root, string path)
    {
        if (path.Length > 0 && path[0] != '/')
        {
            return null;
        }

        JsonNode? parent = root;
        var parts = path.Split('/');
        for (var i = 0; i < parts.Length - 1; i++)
        {
            if (parent is not (JsonObject or JsonArray) || !Has(new Place(parent, Unescape(parts[i])), out parent))
            {
                return null;
            }
        }

        return parent is JsonObject or JsonArray ? new Place(parent, Unescape(parts[^1])) : null;
    }

    private static bool Has(Place place, out JsonNode? value)
    {
        value = null;
        if (place.Parent is JsonObject map)
        {
            return map.TryGetPropertyValue(place.Key, out value);
        }

        var list = (JsonArray)place.Parent;
        if (place.Index(list.Count) is { } index && index < list.Count)
        {
            value = list[index];
            return true;
        }

        return false;
    }

    private static void Add(Place place, JsonNode? value, string kind, string path)
    {
        if (place.Parent is not JsonArray list)
        {
            Set(place, value);
            return;
        }

        if (place.Key == "-")
        {
            list.Add(value);
            return;
        }

        // Counted from the end, -1 is behind the last item when adding.
        var index = place.Index(list.Count + 1) ?? throw Fail($"error in {kind} for path: '{path}': value was not a proper array index: '{place.Key}'");
        if (index > list.Count)
        {
            throw Fail($"error in {kind} for path: '{path}': Unable to access invalid index: {place.Key}: invalid index referenced");
        }

        list.Insert(index, value);
    }

    private static void Set(Place place, JsonNode? value)
    {
        if (place.Parent is JsonObject map)
        {
            map[place.Key] = value;
        }
        else
        {
            var list = (JsonArray)place.Parent;
            list[place.Index(list.Count)!.Value] = value;
        }
    }

    private static void Remove(Place place, string kind, string path)
    {
        if (!Has(place, out _))
        {
            throw place.Parent is JsonObject
                ? Fail($"error in {kind} for path: '{path}': Unable to remove nonexistent key: {place.Key}: {Missing}")
                : Fail($"error in {kind} for path: '{path}': Unable to access invalid index: {place.Key}: invalid index referenced");
        }

        if (place.Parent is JsonObject map)
        {
            map.Remove(place.Key);
        }
        else
        {
            var list = (JsonArray)place.Parent;
            list.RemoveAt(place.Index(list.Count)!.Value);
        }
    }

    private static string? Text(JsonObject operation, string name) =>
        operation[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string Unescape(string part) =>
        part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static PatchException Fail(string why) => new(Failures.Unprocessable(why));

    private readonly record struct Place(JsonNode Parent, string Key)
    {
        /// <summary>The key as an index into a list of that length, negative ones counted from its end; null when it is none.</summary>
        public int? Index(int length)
        {
            if (!int.TryParse(Key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
            {
                return null;
            }

            index = index < 0 ? index + length : index;
            return index < 0 ? null : index;
        }
    }
}
