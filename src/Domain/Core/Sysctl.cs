using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record Sysctl
{
    [Required]
    public string? Name { get; init; }

    [Required]
    public string? Value { get; init; }
}
