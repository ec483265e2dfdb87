using JobFlows.Api.Errors;
using JobFlows.Api.Routing;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Writing;

/// <summary>Whether a body fits the path it was sent to.</summary>
internal static class RequestChecks
{
    public static Status? ForCreate(ApiRequest request, KubeObject posted)
    {
        var meta = posted.Metadata;
        return !string.IsNullOrEmpty(meta.Namespace) && meta.Namespace != request.Path.Namespace && request.Type.Namespaced
            ? ApiErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request")
            : !string.IsNullOrEmpty(meta.ResourceVersion) ? ApiErrors.BadRequest("resourceVersion should not be set on objects to be created")
            : null;
    }

    public static Status? ForUpdate(ApiRequest request, KubeObject item)
    {
        var meta = item.Metadata;
        return string.IsNullOrEmpty(meta.Name)
                ? ApiErrors.BadRequest($"the name of the object ({request.Name} based on URL) was undeterminable: name must be provided")
            : meta.Name != request.Name
                ? ApiErrors.BadRequest($"the name of the object ({meta.Name}) does not match the name on the URL ({request.Name})")
            : !string.IsNullOrEmpty(meta.Namespace) && meta.Namespace != (request.Path.Namespace ?? "")
                ? ApiErrors.BadRequest($"the namespace of the object ({meta.Namespace}) does not match the namespace on the request ({request.Path.Namespace})")
            : null;
    }
}
