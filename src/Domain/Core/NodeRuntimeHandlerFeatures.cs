namespace JobFlows.Domain.Core;

/// <summary>What a container runtime can do.</summary>
public sealed record NodeRuntimeHandlerFeatures
{
    /// <summary>Whether it supports recursiveReadOnly.</summary>
    public bool? RecursiveReadOnlyMounts { get; init; }

    /// <summary>Whether it supports hostUsers being false.</summary>
    public bool? UserNamespaces { get; init; }
}
