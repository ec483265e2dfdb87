using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Tests.Meta;

public sealed class ResourceTypesTests
{
    [Fact]
    public void Kinds_AreKubernetesOwn() => Assert.Equal(
        [
            new ResourceType("batch", "v1", "Job", "jobs", Namespaced: true),
            new ResourceType("batch", "v1", "CronJob", "cronjobs", Namespaced: true),
            new ResourceType("", "v1", "Pod", "pods", Namespaced: true),
            new ResourceType("", "v1", "Event", "events", Namespaced: true),
            new ResourceType("", "v1", "Namespace", "namespaces", Namespaced: false),
            new ResourceType("", "v1", "ConfigMap", "configmaps", Namespaced: true),
            new ResourceType("", "v1", "Secret", "secrets", Namespaced: true),
            new ResourceType("", "v1", "ServiceAccount", "serviceaccounts", Namespaced: true),
            new ResourceType("", "v1", "Service", "services", Namespaced: true),
            new ResourceType("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", Namespaced: true),
            new ResourceType("", "v1", "Node", "nodes", Namespaced: false),
            new ResourceType("coordination.k8s.io", "v1", "Lease", "leases", Namespaced: true),
        ],
        [
            ResourceTypes.Jobs,
            ResourceTypes.CronJobs,
            ResourceTypes.Pods,
            ResourceTypes.Events,
            ResourceTypes.Namespaces,
            ResourceTypes.ConfigMaps,
            ResourceTypes.Secrets,
            ResourceTypes.ServiceAccounts,
            ResourceTypes.Services,
            ResourceTypes.PersistentVolumeClaims,
            ResourceTypes.Nodes,
            ResourceTypes.Leases,
        ]);

    [Fact]
    public void ApiVersion_NamesTheGroupIfThereIsOne() => Assert.Equal(("v1", "batch/v1"), (ResourceTypes.Pods.ApiVersion, ResourceTypes.Jobs.ApiVersion));
}
