using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>A space of its own for the names of objects.</summary>
public sealed record Namespace : KubeObject
{
    /// <summary>What is wanted of the namespace.</summary>
    public NamespaceSpec? Spec { get; init; }

    /// <summary>What state the namespace is in.</summary>
    public NamespaceStatus? Status { get; init; }
}
