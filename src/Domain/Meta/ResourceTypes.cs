namespace JobFlows.Domain.Meta;

/// <summary>The kinds that the workflows themselves read and write.</summary>
public static class ResourceTypes
{
    /// <summary><c>batch/v1</c> Job.</summary>
    public static readonly ResourceType Jobs = new("batch", "v1", "Job", "jobs", Namespaced: true);

    /// <summary><c>batch/v1</c> CronJob.</summary>
    public static readonly ResourceType CronJobs = new("batch", "v1", "CronJob", "cronjobs", Namespaced: true);

    /// <summary><c>v1</c> Pod.</summary>
    public static readonly ResourceType Pods = new("", "v1", "Pod", "pods", Namespaced: true);

    /// <summary><c>v1</c> Event.</summary>
    public static readonly ResourceType Events = new("", "v1", "Event", "events", Namespaced: true);

    /// <summary><c>v1</c> Namespace.</summary>
    public static readonly ResourceType Namespaces = new("", "v1", "Namespace", "namespaces", Namespaced: false);

    /// <summary><c>v1</c> ConfigMap.</summary>
    public static readonly ResourceType ConfigMaps = new("", "v1", "ConfigMap", "configmaps", Namespaced: true);

    /// <summary><c>v1</c> Secret.</summary>
    public static readonly ResourceType Secrets = new("", "v1", "Secret", "secrets", Namespaced: true);

    /// <summary><c>v1</c> ServiceAccount.</summary>
    public static readonly ResourceType ServiceAccounts = new("", "v1", "ServiceAccount", "serviceaccounts", Namespaced: true);

    /// <summary><c>v1</c> Service.</summary>
    public static readonly ResourceType Services = new("", "v1", "Service", "services", Namespaced: true);

    /// <summary><c>v1</c> PersistentVolumeClaim.</summary>
    public static readonly ResourceType PersistentVolumeClaims = new("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", Namespaced: true);

    /// <summary><c>v1</c> Node.</summary>
    public static readonly ResourceType Nodes = new("", "v1", "Node", "nodes", Namespaced: false);

    /// <summary><c>coordination.k8s.io/v1</c> Lease.</summary>
    public static readonly ResourceType Leases = new("coordination.k8s.io", "v1", "Lease", "leases", Namespaced: true);
}
