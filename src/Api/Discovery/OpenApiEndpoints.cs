using JobFlows.Api.Answers;
using JobFlows.Api.Kinds;
using JobFlows.Api.Negotiation;
using JobFlows.Api.Routing;
using JobFlows.Api.Schema.OpenApi;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Discovery;

/// <summary>Serves the OpenAPI documents (kube-openapi <c>pkg/handler</c> and <c>pkg/handler3</c>): version 2 as JSON and protobuf, version 3 as JSON.</summary>
internal sealed class OpenApiEndpoints(KindCatalog kinds, string version, TimeProvider time)
{
    private const string V3Prefix = "/openapi/v3/";
    private const string Protobuf = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";
    private const string OldProtobuf = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";
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
            return AcceptHeader.First(request, "application/json", OldProtobuf, Protobuf) switch
            {
                null => NotAcceptable(),
                "application/json" => Serve(documents.V2),
                _ => Serve(documents.V2Protobuf) with { ContentType = Protobuf },
            };
        }

        return path.StartsWith(V3Prefix, StringComparison.Ordinal) && documents.V3(path[V3Prefix.Length..].TrimEnd('/')) is { } document
            ? ServeGroup(request, path.TrimEnd('/'), document)
            : null;
    }

    private Answer ServeGroup(HttpRequest request, string path, OpenApiDocument document)
    {
        if (AcceptHeader.First(request, "application/json") is null)
        {
            return NotAcceptable();
        }

        return request.Query.Text("hash") switch
        {
            "" => Serve(document),

            // A URL with the right hash names these very bytes for ever.
            var hash when hash == document.Hash => Serve(document) with { CacheControl = "public, immutable", Expires = time.GetUtcNow().AddYears(1) },
            _ => new Answer.Redirect($"{path}?hash={document.Hash}"),
        };
    }

    private static Answer.Json Serve(OpenApiDocument document) => new(200, document.Body) { ETag = $"\"{document.Hash}\"" };

    private static Answer.Text NotAcceptable() => new(StatusCodes.Status406NotAcceptable, "");

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
