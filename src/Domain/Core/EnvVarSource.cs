namespace JobFlows.Domain.Core;

/// <summary>Where to take an environment variable's value from. Exactly one property has to be set.</summary>
public sealed record EnvVarSource
{
    /// <summary>
    /// A property of the pod: metadata.name, metadata.namespace, metadata.uid, metadata.labels['KEY'], metadata.annotations['KEY'],
    /// spec.nodeName, spec.serviceAccountName, status.hostIP, status.hostIPs, status.podIP or status.podIPs.
    /// </summary>
    public ObjectFieldSelector? FieldRef { get; init; }

    /// <summary>A request or limit of a container.</summary>
    public ResourceFieldSelector? ResourceFieldRef { get; init; }

    /// <summary>A key of a ConfigMap.</summary>
    public ConfigMapKeySelector? ConfigMapKeyRef { get; init; }

    /// <summary>A key of a Secret.</summary>
    public SecretKeySelector? SecretKeyRef { get; init; }

    /// <summary>A key of an environment file in a volume, written by an init container.</summary>
    public FileKeySelector? FileKeyRef { get; init; }
}
