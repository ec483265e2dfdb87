using System.Text.Json.Nodes;

namespace JobFlows.Api.Schema.OpenApi;

/// <summary>A parameter in a path or query.</summary>
internal sealed record Parameter(string Name, string Type, string Description)
{
    /// <summary>The parameter as a document says it.</summary>
    /// <param name="place"><c>query</c> or <c>path</c>.</param>
    /// <param name="dialect">The document's form.</param>
    public JsonObject ToJson(string place, OpenApiDialect dialect)
    {
        var result = new JsonObject { ["name"] = Name, ["in"] = place, ["description"] = Description };
        if (place == "path")
        {
            result["required"] = true;
        }

        if (dialect == OpenApiDialect.V2)
        {
            result["type"] = Type;
            result["uniqueItems"] = true;
        }
        else
        {
            result["schema"] = new JsonObject { ["type"] = Type, ["uniqueItems"] = true };
        }

        return result;
    }
}
