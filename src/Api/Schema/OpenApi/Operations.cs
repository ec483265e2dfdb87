using System.Text.Json.Nodes;
using JobFlows.Api.Patching;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Schema.OpenApi;

/// <summary>Describes the paths of served kinds and what can be done there.</summary>
internal sealed class Operations(OpenApiDialect dialect, Definitions definitions)
{
    private static readonly IReadOnlyList<string> MediaTypes = ["application/json", "application/yaml"];

    private readonly SortedDictionary<string, JsonObject> paths = new(StringComparer.Ordinal);

    /// <summary>Everything added so far.</summary>
    public JsonObject ToJson() => new(paths.Select(path => KeyValuePair.Create<string, JsonNode?>(path.Key, path.Value.DeepClone())));

    /// <summary>Adds a kind's paths.</summary>
    public void Add(ServedKind kind)
    {
        var resource = kind.Resource;
        var root = resource.Group.Length == 0 ? $"/api/{resource.Version}" : $"/apis/{resource.Group}/{resource.Version}";
        var collection = resource.Namespaced ? $"{root}/namespaces/{{namespace}}/{resource.Plural}" : $"{root}/{resource.Plural}";
        var item = collection + "/{name}";
        var verbs = kind.Verbs.ToHashSet(StringComparer.Ordinal);

        if (verbs.Contains("list"))
        {
            Add(collection, "get", new Call(kind, "list", "", null, List: true));
            if (resource.Namespaced)
            {
                Add($"{root}/{resource.Plural}", "get", new Call(kind, "list", "ForAllNamespaces", null, List: true));
            }
        }

        if (verbs.Contains("create"))
        {
            Add(collection, "post", new Call(kind, "post", "", kind.Type));
        }

        if (verbs.Contains("deletecollection"))
        {
            Add(collection, "delete", new Call(kind, "deletecollection", "", typeof(DeleteOptions)));
        }

        AddItem(item, kind, verbs, "", kind.Type);
        if (verbs.Contains("delete"))
        {
            Add(item, "delete", new Call(kind, "delete", "", typeof(DeleteOptions)));
        }

        foreach (var subresource in kind.Subresources)
        {
            var suffix = char.ToUpperInvariant(subresource.Name[0]) + subresource.Name[1..];
            var path = $"{item}/{subresource.Name}";
            AddItem(path, kind, [.. subresource.Verbs], suffix, subresource.Type);
            if (subresource.Verbs.Contains("create"))
            {
                Add(path, "post", new Call(kind, "post", suffix, subresource.Type));
            }
        }
    }

    private void AddItem(string path, ServedKind kind, HashSet<string> verbs, string suffix, Type? type)
    {
        if (verbs.Contains("get"))
        {
            Add(path, "get", new Call(kind, "get", suffix, type));
        }

        if (verbs.Contains("update"))
        {
            Add(path, "put", new Call(kind, "put", suffix, type));
        }

        if (verbs.Contains("patch"))
        {
            Add(path, "patch", new Call(kind, "patch", suffix, type));
        }
    }

    private void Add(string path, string method, Call call)
    {
        if (!paths.TryGetValue(path, out var item))
        {
            paths[path] = item = new JsonObject { ["parameters"] = Parameters.OfPath(path, dialect) };
        }

        item[method] = Describe(call);
    }

    private JsonObject Describe(Call call)
    {
        var resource = call.Kind.Resource;
        var parameters = new JsonArray([.. Parameters.Of(call.Action).Select(parameter => parameter.ToJson("query", dialect))]);
        var result = new JsonObject
        {
            ["description"] = $"{call.Verb} {(call.List ? "or watch " : "")}{call.Suffix.ToLowerInvariant()} {resource.Kind}".Replace("  ", " ", StringComparison.Ordinal),
            ["operationId"] = call.Id,
            ["tags"] = new JsonArray((resource.Group.Length == 0 ? "core" : resource.Group.Split('.')[0]) + "_" + resource.Version),
            ["parameters"] = parameters,
            ["x-kubernetes-action"] = call.Action,
            ["x-kubernetes-group-version-kind"] = Definitions.Kind(resource, resource.Kind),
        };

        var consumes = call.Action == "patch" ? PatchTypes.All : MediaTypes;
        if (call.Action is "post" or "put" or "patch" or "delete" or "deletecollection")
        {
            AddBody(result, parameters, call, consumes);
        }

        result["responses"] = Responses(call);
        if (dialect == OpenApiDialect.V2)
        {
            result["consumes"] = new JsonArray([.. consumes.Select(type => JsonValue.Create(type))]);
            result["produces"] = Produces(call);
            result["schemes"] = new JsonArray("https");
        }

        return result;
    }

    private void AddBody(JsonObject operation, JsonArray parameters, Call call, IReadOnlyList<string> consumes)
    {
        var required = call.Body != typeof(DeleteOptions);
        JsonObject Schema() => call.Action == "patch" || call.Body is null ? new JsonObject { ["type"] = "object" } : definitions.Reference(call.Body);
        if (dialect == OpenApiDialect.V2)
        {
            parameters.Add(new JsonObject { ["name"] = "body", ["in"] = "body", ["required"] = required, ["schema"] = Schema() });
            return;
        }

        var body = new JsonObject { ["content"] = Content(consumes, Schema) };
        if (required)
        {
            body["required"] = true;
        }

        operation["requestBody"] = body;
    }

    private JsonObject Responses(Call call)
    {
        var responses = new JsonObject { ["200"] = Response(call, "OK") };
        if (call.Action is "post" or "put" or "patch")
        {
            responses["201"] = Response(call, "Created");
        }

        if (call.Action == "delete")
        {
            responses["202"] = Response(call, "Accepted");
        }

        return responses;
    }

    private JsonObject Response(Call call, string description)
    {
        var result = new JsonObject { ["description"] = description };
        if (dialect == OpenApiDialect.V2)
        {
            result["schema"] = Answer(call);
        }
        else
        {
            result["content"] = Content([.. Produces(call).Select(type => type!.GetValue<string>())], () => Answer(call));
        }

        return result;
    }

    private JsonObject Answer(Call call) => call switch
    {
        { List: true } => definitions.ListReference(call.Kind),
        { Action: "delete" or "deletecollection" } => definitions.Reference(typeof(Status)),
        { Body: { } type } => definitions.Reference(type),
        _ => new JsonObject { ["type"] = "string" },
    };

    private static JsonArray Produces(Call call) =>
        call is { Body: null, List: false } ? new JsonArray("text/plain") : new JsonArray("application/json");

    private static JsonObject Content(IReadOnlyList<string> types, Func<JsonObject> schema) =>
        new(types.Select(type => KeyValuePair.Create<string, JsonNode?>(type, new JsonObject { ["schema"] = schema() })));

    private sealed record Call(ServedKind Kind, string Action, string Suffix, Type? Body, bool List = false)
    {
        public string Verb => Action switch
        {
            "get" => "read",
            "post" => "create",
            "put" => "replace",
            _ => Action,
        };

        public string Id
        {
            get
            {
                var resource = Kind.Resource;
                var group = resource.Group.Length == 0 ? "Core" : char.ToUpperInvariant(resource.Group[0]) + resource.Group.Split('.')[0][1..];
                var version = char.ToUpperInvariant(resource.Version[0]) + resource.Version[1..];
                var scope = resource.Namespaced && Suffix != "ForAllNamespaces" ? "Namespaced" : "";
                var action = Action == "deletecollection" ? "deleteCollection" : Verb;
                return $"{action}{group}{version}{scope}{resource.Kind}{Suffix}";
            }
        }
    }
}
