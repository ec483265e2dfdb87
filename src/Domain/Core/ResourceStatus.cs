using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>The health of what a container was given of one resource.</summary>
public sealed record ResourceStatus
{
    /// <summary>The resource; for claims, claim:NAME or claim:NAME/REQUEST.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>The health of each device.</summary>
    [ListMap("resourceID")]
    public IReadOnlyList<ResourceHealth>? Resources { get; init; }
}
