using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>Deprecated: a ConfigMap with a node's configuration.</summary>
public sealed record ConfigMapNodeConfigSource
{
    /// <summary>The ConfigMap's namespace.</summary>
    [Required]
    public string? Namespace { get; init; }

    /// <summary>The ConfigMap's name.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>The ConfigMap's UID. Only in status.</summary>
    public string? Uid { get; init; }

    /// <summary>The ConfigMap's revision. Only in status.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>The key that holds the configuration.</summary>
    [Required]
    public string? KubeletConfigKey { get; init; }
}
