namespace JobFlows.Api.Schema.OpenApi;

/// <summary>The OpenAPI documents of the served kinds, each built when first asked for and kept.</summary>
/// <param name="kinds">What is served.</param>
/// <param name="version">The server's version for <c>info.version</c>, such as <c>v1.34.0</c>.</param>
internal sealed class OpenApiDocuments(IReadOnlyList<ServedKind> kinds, string version)
{
    /// <summary><c>/openapi/v2</c>: everything, as Swagger 2.0.</summary>
    public OpenApiDocument V2 => throw new NotSupportedException(version + kinds.Count);

    /// <summary><c>/openapi/v3</c>: the index of the group documents, with their hashes.</summary>
    public OpenApiDocument V3Index => throw new NotSupportedException();

    /// <summary>One group's document.</summary>
    /// <param name="path">What follows <c>/openapi/v3/</c>, such as <c>apis/batch/v1</c> or <c>api/v1</c>.</param>
    /// <returns>The document, or null when no such group version is served.</returns>
    public OpenApiDocument? V3(string path) => throw new NotSupportedException(path);
}
