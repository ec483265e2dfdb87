namespace JobFlows.Api.Schema.OpenApi;

/// <summary>The two forms in which Kubernetes publishes its schemas.</summary>
internal enum OpenApiDialect
{
    /// <summary>Swagger 2.0.</summary>
    V2,

    /// <summary>OpenAPI 3.0.</summary>
    V3,
}
