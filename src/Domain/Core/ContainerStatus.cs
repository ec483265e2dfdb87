using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>What is known of one container of a pod.</summary>
public sealed record ContainerStatus
{
    /// <summary>The container's name in the pod's spec.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>What the container is doing now.</summary>
    public ContainerState? State { get; init; }

    /// <summary>How its previous run ended, if it has been restarted.</summary>
    public ContainerState? LastState { get; init; }

    /// <summary>
    /// Whether the container can take requests: it has started and its readiness probe, if any, succeeds. For an init container, whether
    /// it has completed.
    /// </summary>
    [Required]
    public bool? Ready { get; init; }

    /// <summary>How often the container has been started again. May fall back to 0 when the node forgets.</summary>
    [Required]
    public int? RestartCount { get; init; }

    /// <summary>The image in use, as the runtime names it.</summary>
    [Required]
    public string? Image { get; init; }

    /// <summary>The exact image in use, by its digest.</summary>
    [Required]
    public string? ImageID { get; init; }

    /// <summary>The container's ID, as runtime://id.</summary>
    public string? ContainerID { get; init; }

    /// <summary>Whether the container has started: its postStart hook has run and its startup probe, if any, has succeeded.</summary>
    public bool? Started { get; init; }

    /// <summary>The resources the node has set aside for the container.</summary>
    public IReadOnlyDictionary<string, Quantity>? AllocatedResources { get; init; }

    /// <summary>The requests and limits in force for the running container.</summary>
    public ResourceRequirements? Resources { get; init; }

    /// <summary>How each volume was mounted.</summary>
    [PatchMerge("mountPath")]
    [ListMap("mountPath")]
    public IReadOnlyList<VolumeMountStatus>? VolumeMounts { get; init; }

    /// <summary>The user the first process started as.</summary>
    public ContainerUser? User { get; init; }

    /// <summary>The health of devices allocated to the container.</summary>
    [PatchMerge("name")]
    [ListMap("name")]
    public IReadOnlyList<ResourceStatus>? AllocatedResourcesStatus { get; init; }

    /// <summary>The signal that asks the container to stop.</summary>
    public string? StopSignal { get; init; }
}
