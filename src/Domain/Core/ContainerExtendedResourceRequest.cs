using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record ContainerExtendedResourceRequest
{
    [Required]
    public string? ContainerName { get; init; }

    [Required]
    public string? ResourceName { get; init; }

    [Required]
    public string? RequestName { get; init; }
}
