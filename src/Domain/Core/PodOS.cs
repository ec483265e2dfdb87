using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record PodOS
{
    [Required]
    public string? Name { get; init; }
}
