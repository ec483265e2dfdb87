using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record ResourceStatus
{
    [Required]
    public string? Name { get; init; }

    [ListMap("resourceID")]
    public IReadOnlyList<ResourceHealth>? Resources { get; init; }
}
