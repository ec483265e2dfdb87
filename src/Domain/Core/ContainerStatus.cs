using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record ContainerStatus
{
    [Required]
    public string? Name { get; init; }

    public ContainerState? State { get; init; }

    public ContainerState? LastState { get; init; }

    [Required]
    public bool? Ready { get; init; }

    [Required]
    public int? RestartCount { get; init; }

    [Required]
    public string? Image { get; init; }

    [Required]
    public string? ImageID { get; init; }

    public string? ContainerID { get; init; }

    public bool? Started { get; init; }

    public IReadOnlyDictionary<string, Quantity>? AllocatedResources { get; init; }

    public ResourceRequirements? Resources { get; init; }

    [PatchMerge("mountPath")]
    [ListMap("mountPath")]
    public IReadOnlyList<VolumeMountStatus>? VolumeMounts { get; init; }

    public ContainerUser? User { get; init; }

    [PatchMerge("name")]
    [ListMap("name")]
    public IReadOnlyList<ResourceStatus>? AllocatedResourcesStatus { get; init; }

    public string? StopSignal { get; init; }
}
