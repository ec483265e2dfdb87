using JobFlows.Api.Answers;
using JobFlows.Api.Kinds;
using JobFlows.Api.Schema.OpenApi;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Discovery;

/// <summary>Serves the OpenAPI documents.</summary>
internal sealed class OpenApiEndpoints(KindCatalog kinds, string version)
{
    private const string V3Prefix = "/openapi/v3/";
    private readonly OpenApiDocuments documents = new([.. kinds.All.Select(Describe)], version);

    /// <summary>The document at a path; null when there is none.</summary>
    public Answer? Find(HttpRequest request, string path)
    {
        if (path.TrimEnd('/') is "/openapi/v3")
        {
            return Serve(documents.V3Index);
        }

        if (path is "/openapi/v2")
        {
            return Serve(documents.V2);
        }

        if (!path.StartsWith(V3Prefix, StringComparison.Ordinal) || documents.V3(path[V3Prefix.Length..].TrimEnd('/')) is not { } document)
        {
            return null;
        }

        // A URL with the right hash names these very bytes for ever.
        return request.Query["hash"] == document.Hash ? Serve(document) with { CacheControl = "public, immutable" } : Serve(document);
    }

    private static Answer.Json Serve(OpenApiDocument document) => new(200, document.Json) { ETag = $"\"{document.Hash}\"" };

    private static ServedKind Describe(Kind kind)
    {
        var subresources = kind.Subresources.Where(s => s.Advertised && !s.Connects).Select(s => new ServedSubresource(s.Name, s.BodyType, s.Verbs)).ToList();
        if (kind.HasStatus)
        {
            subresources.Add(new ServedSubresource("status", kind.ObjectType, Verbs.Status));
        }

        return new ServedKind(kind.Type, kind.ObjectType, kind.Verbs, subresources);
    }
}
