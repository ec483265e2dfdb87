using System.Security.Cryptography;
using System.Text.Json.Nodes;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Schema.OpenApi;

/// <summary>The OpenAPI documents of the served kinds, each built when first asked for and kept.</summary>
internal sealed class OpenApiDocuments
{
    private const string Title = "Kubernetes";

    private readonly DocComments comments;
    private readonly string version;
    private readonly Lazy<OpenApiDocument> v2;
    private readonly Lazy<OpenApiDocument> v2Protobuf;
    private readonly Lazy<OpenApiDocument> index;
    private readonly SortedDictionary<string, Lazy<OpenApiDocument>> groups;

    /// <summary>Describes what is served.</summary>
    /// <param name="kinds">The kinds.</param>
    /// <param name="version">The server's version for <c>info.version</c>, such as <c>v1.34.0</c>.</param>
    public OpenApiDocuments(IReadOnlyList<ServedKind> kinds, string version)
        : this(kinds, version, DocComments.Load())
    {
    }

    /// <summary>Describes what is served, in given words.</summary>
    public OpenApiDocuments(IReadOnlyList<ServedKind> kinds, string version, DocComments comments)
    {
        this.comments = comments;
        this.version = version;
        v2 = new(() => Finish(JsonTree.Write(Swagger(kinds))));
        v2Protobuf = new(() => Finish(SwaggerProtobuf.Of(Swagger(kinds))));
        groups = new(
            kinds.GroupBy(kind => PathOf(kind.Resource), StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => new Lazy<OpenApiDocument>(() => Group([.. group])), StringComparer.Ordinal),
            StringComparer.Ordinal);
        index = new(Index);
    }

    /// <summary><c>/openapi/v2</c>: everything, as Swagger 2.0.</summary>
    public OpenApiDocument V2 => v2.Value;

    /// <summary>The same as gnostic's protobuf message.</summary>
    public OpenApiDocument V2Protobuf => v2Protobuf.Value;

    /// <summary><c>/openapi/v3</c>: the index of the group documents, with their hashes.</summary>
    public OpenApiDocument V3Index => index.Value;

    /// <summary>One group's document.</summary>
    /// <param name="path">What follows <c>/openapi/v3/</c>, such as <c>apis/batch/v1</c> or <c>api/v1</c>.</param>
    /// <returns>The document, or null when no such group version is served.</returns>
    public OpenApiDocument? V3(string path) => groups.GetValueOrDefault(path)?.Value;

    private static string PathOf(ResourceType resource) => (resource.Group.Length == 0 ? "api/" : "apis/") + resource.ApiVersion;

    private OpenApiDocument Index() => Finish(JsonTree.Write(new JsonObject
    {
        ["paths"] = new JsonObject(groups.Select(group => KeyValuePair.Create<string, JsonNode?>(
            group.Key,
            new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{group.Key}?hash={group.Value.Value.Hash}" }))),
    }));

    private OpenApiDocument Group(IReadOnlyList<ServedKind> kinds)
    {
        var (paths, definitions) = Describe(kinds, OpenApiDialect.V3);
        return Finish(JsonTree.Write(new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = Title, ["version"] = version },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = definitions,
                ["securitySchemes"] = new JsonObject
                {
                    ["BearerToken"] = new JsonObject
                    {
                        ["type"] = "apiKey",
                        ["name"] = "authorization",
                        ["in"] = "header",
                        ["description"] = "Bearer token",
                    },
                },
            },
        }));
    }

    private JsonObject Swagger(IReadOnlyList<ServedKind> kinds)
    {
        var (paths, definitions) = Describe(kinds, OpenApiDialect.V2);
        return new JsonObject
        {
            ["swagger"] = "2.0",
            ["info"] = new JsonObject { ["title"] = Title, ["version"] = version },
            ["paths"] = paths,
            ["definitions"] = definitions,
        };
    }

    private (JsonObject Paths, JsonObject Definitions) Describe(IReadOnlyList<ServedKind> kinds, OpenApiDialect dialect)
    {
        var definitions = new Definitions(dialect, comments);
        var operations = new Operations(dialect, definitions);
        foreach (var kind in kinds)
        {
            operations.Add(kind);
        }

        foreach (var group in kinds.GroupBy(kind => kind.Type))
        {
            definitions.Tag(group.Key, group.Select(kind => kind.Resource));
        }

        foreach (var type in kinds.SelectMany(kind => kind.Subresources).Select(subresource => subresource.Type).OfType<Type>().Distinct())
        {
            _ = definitions.Reference(type);
        }

        var names = kinds.Select(kind => kind.Resource.Group).Distinct(StringComparer.Ordinal);
        definitions.Tag(typeof(DeleteOptions), names.Select(group => new ResourceType(group, "v1", "DeleteOptions", "", Namespaced: false)));
        definitions.Tag(typeof(Status), [new ResourceType("", "v1", "Status", "", Namespaced: false)]);
        return (operations.ToJson(), definitions.ToJson());
    }

    private static OpenApiDocument Finish(byte[] body) => new(body, Convert.ToHexString(SHA512.HashData(body)));
}
