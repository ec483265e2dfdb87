using JobFlows.Api.Errors;
using JobFlows.Api.Routing;
using JobFlows.Domain.Core;
using JobFlows.Domain.Defaults;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;

namespace JobFlows.Api.Writing;

/// <summary>No pod is created for a service account that isn't there (upstream <c>plugin/pkg/admission/serviceaccount</c>).</summary>
internal static class ServiceAccountGate
{
    /// <summary>Why the object can't be created; null when it can.</summary>
    public static async Task<Status?> CheckAsync(IObjectStore store, ApiRequest request, KubeObject posted)
    {
        if (posted is not Pod pod || request.Path.Namespace is not { } space || await PodAdmission.RefuseAsync(store, space, pod, request.Aborted) is not { } why)
        {
            return null;
        }

        return ApiErrors.Forbidden(request.Type, string.IsNullOrEmpty(pod.Metadata.Name) ? pod.Metadata.GenerateName ?? "" : pod.Metadata.Name, why);
    }

    /// <summary>The object, if it is a pod with an account.</summary>
    public static KubeObject Name(KubeObject posted) => posted is Pod { Spec: { } spec } pod ? pod with { Spec = PodDefaults.WithAccount(spec) } : posted;
}
