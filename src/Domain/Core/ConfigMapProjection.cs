using System.ComponentModel;

namespace JobFlows.Domain.Core;

/// <summary>The keys of a ConfigMap as files.</summary>
public sealed record ConfigMapProjection
{
    /// <summary>The ConfigMap's name, in the pod's namespace.</summary>
    [DefaultValue("")]
    public string? Name { get; init; }

    /// <summary>Which keys to show, and where. By default all, each in a file named like the key.</summary>
    public IReadOnlyList<KeyToPath>? Items { get; init; }

    /// <summary>When true, the ConfigMap or its keys may be missing; otherwise the pod waits for them.</summary>
    public bool? Optional { get; init; }
}
