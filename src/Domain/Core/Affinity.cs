namespace JobFlows.Domain.Core;

/// <summary>Which nodes, and which pods beside it, a pod wants or avoids.</summary>
public sealed record Affinity
{
    /// <summary>The nodes it wants.</summary>
    public NodeAffinity? NodeAffinity { get; init; }

    /// <summary>The pods it wants to be near.</summary>
    public PodAffinity? PodAffinity { get; init; }

    /// <summary>The pods it wants to be away from.</summary>
    public PodAntiAffinity? PodAntiAffinity { get; init; }
}
