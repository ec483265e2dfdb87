namespace JobFlows.Domain.Core;

public sealed record NodeConfigSource
{
    public ConfigMapNodeConfigSource? ConfigMap { get; init; }
}
