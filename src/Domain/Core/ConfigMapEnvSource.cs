using System.ComponentModel;

namespace JobFlows.Domain.Core;

/// <summary>A ConfigMap whose every key becomes an environment variable.</summary>
public sealed record ConfigMapEnvSource
{
    /// <summary>The ConfigMap's name, in the pod's namespace.</summary>
    [DefaultValue("")]
    public string? Name { get; init; }

    /// <summary>When true, the ConfigMap may be missing; otherwise the container waits for it.</summary>
    public bool? Optional { get; init; }
}
