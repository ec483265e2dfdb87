using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>What the node reports about the health of a volume.</summary>
public sealed record PodVolumeHealth
{
    /// <summary>The volume's name.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>What is wrong with it; at most 16 entries.</summary>
    [PatchMerge("status")]
    [ListMap("status", "reason")]
    public IReadOnlyList<VolumeHealthCondition>? HealthConditions { get; init; }

    /// <summary>When these conditions first appeared.</summary>
    public DateTimeOffset? LastTransitionTime { get; init; }
}
