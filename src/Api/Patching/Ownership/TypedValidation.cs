using System.Text.Json;
using System.Text.Json.Nodes;
using JobFlows.Api.Schema;

namespace JobFlows.Api.Patching.Ownership;

/// <summary>Checks an applied configuration against the schema, with structured-merge-diff's messages.</summary>
internal static class TypedValidation
{
    /// <summary>Adds a message for each thing that is wrong.</summary>
    public static void Check(JsonNode? value, Slot slot, string path, List<string> errors)
    {
        if (value is null || slot.Type.Kind == SchemaKind.Any)
        {
            return;
        }

        if (slot.IsMap)
        {
            CheckMap(value, slot, path, errors);
        }
        else if (slot.IsList)
        {
            CheckList(value, slot, path, errors);
        }
        else if (Scalar(value, slot.Type.Kind) is { } error)
        {
            errors.Add(At(path, error));
        }
    }

    private static void CheckMap(JsonNode value, Slot slot, string path, List<string> errors)
    {
        if (value is not JsonObject map)
        {
            errors.Add(At(path, $"expected map, got {Shown(value)}"));
            return;
        }

        foreach (var (name, member) in map)
        {
            if (slot.Type.Kind == SchemaKind.Struct && slot.Type.Field(name) is null)
            {
                errors.Add($"{path}.{name}: field not declared in schema");
            }
            else
            {
                Check(member, slot.Member(name), $"{path}.{name}", errors);
            }
        }
    }

    private static void CheckList(JsonNode value, Slot slot, string path, List<string> errors)
    {
        if (value is not JsonArray list)
        {
            errors.Add(At(path, $"expected list, got {Shown(value)}"));
            return;
        }

        var seen = new HashSet<PathElement>();
        for (var i = 0; i < list.Count; i++)
        {
            var name = new PathElement('i', $"{i}");
            if (slot.ListMerge != ListMerge.Atomic)
            {
                if (slot.Name(list[i], out var error) is not { } own)
                {
                    errors.Add(At(path, $"element {i}: {error}"));
                    return;
                }

                name = own;
                if (!seen.Add(own))
                {
                    errors.Add(At(path, $"duplicate entries for key {own}"));
                }
            }

            Check(list[i], slot.Item(), path + name, errors);
        }
    }

    private static string? Scalar(JsonNode value, SchemaKind kind)
    {
        var actual = value.GetValueKind();
        return kind switch
        {
            SchemaKind.Int32 or SchemaKind.Int64 when actual != JsonValueKind.Number => $"expected numeric (int or float), got {GoType(actual)}",
            SchemaKind.Boolean when actual is not (JsonValueKind.True or JsonValueKind.False) => $"expected boolean, got {Shown(value)}",
            SchemaKind.Quantity or SchemaKind.IntOrString when actual is JsonValueKind.Object or JsonValueKind.Array => $"expected any scalar, got {Shown(value)}",
            SchemaKind.String or SchemaKind.Bytes or SchemaKind.Time or SchemaKind.MicroTime when actual != JsonValueKind.String =>
                $"expected string, got &value.valueUnstructured{{Value:{GoText.Value(value)}}}",
            _ => null,
        };
    }

    private static string At(string path, string error) => path.Length == 0 ? error : $"{path}: {error}";

    private static string Shown(JsonNode value) => $"&{{{GoText.Value(value)}}}";

    private static string GoType(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Object => "map[string]interface {}",
        JsonValueKind.Array => "[]interface {}",
        _ => "bool",
    };
}
