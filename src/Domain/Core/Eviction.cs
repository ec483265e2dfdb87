using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>Asks that a pod be moved away (<c>policy/v1</c>); posted to <c>pods/eviction</c> and not kept.</summary>
public sealed record Eviction : KubeObject
{
    /// <summary>How to delete the pod.</summary>
    public DeleteOptions? DeleteOptions { get; init; }
}
