using JobFlows.Domain.Meta;

namespace JobFlows.Api.Schema;

/// <summary>What a request body is to become.</summary>
/// <param name="Type">The C# type; one that <see cref="KubeJson"/> knows.</param>
/// <param name="ApiVersion">The API version of the endpoint, such as <c>batch/v1</c>; empty where any will do, as for <c>DeleteOptions</c>.</param>
/// <param name="Kind">The kind of the endpoint, such as <c>Job</c>.</param>
internal sealed record DecodeTarget(Type Type, string ApiVersion, string Kind)
{
    /// <summary>An object of a served kind.</summary>
    public static DecodeTarget For(ResourceType resource, Type type) => new(type, resource.ApiVersion, resource.Kind);

    /// <summary>The version without its group.</summary>
    public string Version => ApiVersion[(ApiVersion.IndexOf('/') + 1)..];
}
