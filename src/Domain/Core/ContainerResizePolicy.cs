using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>What changing one resource of a running container takes.</summary>
public sealed record ContainerResizePolicy
{
    /// <summary>The resource: cpu or memory.</summary>
    [Required]
    public string? ResourceName { get; init; }

    /// <summary>NotRequired or RestartContainer. Defaults to NotRequired.</summary>
    [Required]
    public string? RestartPolicy { get; init; }
}
