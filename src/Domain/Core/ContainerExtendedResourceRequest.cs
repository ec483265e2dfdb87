using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>Maps an extended resource of a container to a request in the generated resource claim.</summary>
public sealed record ContainerExtendedResourceRequest
{
    /// <summary>The container that asks for the resource.</summary>
    [Required]
    public string? ContainerName { get; init; }

    /// <summary>The extended resource's name.</summary>
    [Required]
    public string? ResourceName { get; init; }

    /// <summary>The request in the claim that provides it.</summary>
    [Required]
    public string? RequestName { get; init; }
}
