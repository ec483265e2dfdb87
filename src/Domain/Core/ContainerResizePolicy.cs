using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record ContainerResizePolicy
{
    [Required]
    public string? ResourceName { get; init; }

    [Required]
    public string? RestartPolicy { get; init; }
}
