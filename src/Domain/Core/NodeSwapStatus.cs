namespace JobFlows.Domain.Core;

/// <summary>A node's swap space.</summary>
public sealed record NodeSwapStatus
{
    /// <summary>Its size in bytes.</summary>
    public long? Capacity { get; init; }
}
