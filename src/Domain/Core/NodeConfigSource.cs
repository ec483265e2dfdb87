namespace JobFlows.Domain.Core;

/// <summary>Deprecated: where a node took its configuration from.</summary>
public sealed record NodeConfigSource
{
    /// <summary>A ConfigMap.</summary>
    public ConfigMapNodeConfigSource? ConfigMap { get; init; }
}
