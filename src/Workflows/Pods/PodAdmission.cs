using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;

namespace JobFlows.Workflows.Pods;

/// <summary>What a pod has to find in its namespace before it is created.</summary>
public static class PodAdmission
{
    private const string Default = "default";

    /// <summary>Why there can't be such a pod, in Kubernetes' words; null when there can. The account <c>default</c>, which every namespace is
    /// made with, isn't looked for.</summary>
    public static async ValueTask<string?> RefuseAsync(IObjectStore store, string @namespace, Pod pod, CancellationToken cancellation)
    {
        var account = string.IsNullOrEmpty(pod.Spec?.ServiceAccountName) ? pod.Spec?.ServiceAccount : pod.Spec.ServiceAccountName;
        return string.IsNullOrEmpty(account) || account == Default
            || await store.GetAsync(new ObjectKey(ResourceTypes.ServiceAccounts.Resource, @namespace, account), cancellation) is not null
            ? null
            : $"error looking up service account {@namespace}/{account}: serviceaccount \"{account}\" not found";
    }
}
