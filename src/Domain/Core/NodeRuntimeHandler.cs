namespace JobFlows.Domain.Core;

/// <summary>A container runtime of a node.</summary>
public sealed record NodeRuntimeHandler
{
    /// <summary>Its name; empty for the default one.</summary>
    public string? Name { get; init; }

    /// <summary>What it can do.</summary>
    public NodeRuntimeHandlerFeatures? Features { get; init; }
}
