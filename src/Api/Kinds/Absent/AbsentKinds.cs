using JobFlows.Api.Kinds.Absent.Apiextensions;
using JobFlows.Api.Kinds.Absent.Apps;
using JobFlows.Api.Kinds.Absent.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Kinds.Absent;

/// <summary>Kinds that clients ask for before they begin, and of which there never is one: reading gives empty lists, writing is refused.
/// Tools that bring their own kinds ask for CustomResourceDefinitions, <c>kubectl cluster-info dump</c> for the others, and so do upstream's
/// end-to-end tests, to see whether what has to run in <c>kube-system</c> does.</summary>
internal static class AbsentKinds
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Kind> Declare() =>
    [
        Absent<ReplicationController>(new ResourceType("", "v1", nameof(ReplicationController), "replicationcontrollers", Namespaced: true), ["rc"], "all"),
        Absent<CustomResourceDefinition>(
            new ResourceType("apiextensions.k8s.io", "v1", nameof(CustomResourceDefinition), "customresourcedefinitions", Namespaced: false), ["crd", "crds"], "api-extensions"),
        Absent<DaemonSet>(new ResourceType("apps", "v1", nameof(DaemonSet), "daemonsets", Namespaced: true), ["ds"], "all"),
        Absent<Deployment>(new ResourceType("apps", "v1", nameof(Deployment), "deployments", Namespaced: true), ["deploy"], "all"),
        Absent<ReplicaSet>(new ResourceType("apps", "v1", nameof(ReplicaSet), "replicasets", Namespaced: true), ["rs"], "all"),
    ];

    private static Kind<T> Absent<T>(ResourceType type, IReadOnlyList<string> shortNames, string category)
        where T : AbsentObject => new(type)
        {
            Verbs = Verbs.Read,
            ShortNames = shortNames,
            Categories = [category],
        };
}
