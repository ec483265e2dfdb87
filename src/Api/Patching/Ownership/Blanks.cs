using System.Text.Json.Nodes;
using JobFlows.Api.Schema;

namespace JobFlows.Api.Patching.Ownership;

/// <summary>
/// What every object of a type has in Kubernetes, where it is no pointer: metadata, spec and status, and required structs and lists.
/// Nobody owns them, only what is in them.
/// </summary>
internal static class Blanks
{
    /// <summary>Adds the missing ones to an object.</summary>
    public static JsonObject Fill(JsonObject value, TypeSchema type)
    {
        foreach (var field in type.Fields)
        {
            if (field.Type.Kind == SchemaKind.Struct && (field.Required || field.Name is "metadata" or "spec" or "status"))
            {
                if (value[field.Name] is not JsonObject inner)
                {
                    value[field.Name] = inner = [];
                }

                Fill(inner, field.Type);
            }
            else if (field.Type.Kind == SchemaKind.List && field.Required)
            {
                value[field.Name] ??= new JsonArray();
            }
        }

        return value;
    }
}
