using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record PodExtendedResourceClaimStatus
{
    [Required]
    public IReadOnlyList<ContainerExtendedResourceRequest>? RequestMappings { get; init; }

    [Required]
    public string? ResourceClaimName { get; init; }
}
