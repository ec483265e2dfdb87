using JobFlows.Api.Errors;
using JobFlows.Api.Routing;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Writing;

/// <summary>Nothing is created in a namespace that is missing or on its way out.</summary>
internal static class NamespaceGate
{
    /// <summary>Why nothing can be created there; null when it can.</summary>
    public static async Task<Status?> CheckAsync(IObjectStore store, ApiRequest request, string name)
    {
        if (request.Path.Namespace is not { } space)
        {
            return null;
        }

        var stored = await store.GetAsync(new ObjectKey(ResourceTypes.Namespaces.Resource, "", space), request.Aborted);
        if (stored is null)
        {
            return ApiErrors.NotFound(ResourceTypes.Namespaces, space);
        }

        var found = KubeJson.Read<Namespace>(stored.Json.Span);
        if (found.Metadata.DeletionTimestamp is null && found.Status?.Phase != "Terminating")
        {
            return null;
        }

        var cause = new StatusCause { Reason = "NamespaceTerminating", Message = $"namespace {space} is being terminated", Field = "metadata.namespace" };
        return ApiErrors.Forbidden(request.Type, name, $"unable to create new content in namespace {space} because it is being terminated", cause);
    }
}
