using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>
/// What is needed, and the most that may be used, by resource: cpu in cores (500m is half of one), memory and ephemeral-storage in bytes,
/// and others.
/// </summary>
public sealed record ResourceRequirements
{
    /// <summary>
    /// The most that may be used. A container that goes over its memory limit is killed; over its cpu limit it is slowed down.
    /// </summary>
    public IReadOnlyDictionary<string, Quantity>? Limits { get; init; }

    /// <summary>What is needed at least. Not above the limits, and where only those are given, equal to them.</summary>
    public IReadOnlyDictionary<string, Quantity>? Requests { get; init; }

    /// <summary>Which of the pod's resource claims the container uses. Not for whole pods.</summary>
    [ListMap("name")]
    public IReadOnlyList<ResourceClaim>? Claims { get; init; }
}
