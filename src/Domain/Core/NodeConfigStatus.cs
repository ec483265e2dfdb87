namespace JobFlows.Domain.Core;

/// <summary>Deprecated: the state of a node's configuration.</summary>
public sealed record NodeConfigStatus
{
    /// <summary>The configuration the node will try to use.</summary>
    public NodeConfigSource? Assigned { get; init; }

    /// <summary>The configuration the node uses.</summary>
    public NodeConfigSource? Active { get; init; }

    /// <summary>The configuration the node falls back to.</summary>
    public NodeConfigSource? LastKnownGood { get; init; }

    /// <summary>What went wrong with it.</summary>
    public string? Error { get; init; }
}
