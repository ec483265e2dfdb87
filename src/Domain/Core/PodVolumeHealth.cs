using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record PodVolumeHealth
{
    [Required]
    public string? Name { get; init; }

    [PatchMerge("status")]
    [ListMap("status", "reason")]
    public IReadOnlyList<VolumeHealthCondition>? HealthConditions { get; init; }

    public DateTimeOffset? LastTransitionTime { get; init; }
}
