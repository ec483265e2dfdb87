using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>How a claim stands.</summary>
public sealed record PersistentVolumeClaimStatus
{
    /// <summary>Pending, Bound or Lost.</summary>
    public string? Phase { get; init; }

    /// <summary>How the volume can be mounted.</summary>
    public IReadOnlyList<string>? AccessModes { get; init; }

    /// <summary>How large the volume is.</summary>
    public IReadOnlyDictionary<string, Quantity>? Capacity { get; init; }
}
