using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record HTTPHeader
{
    [Required]
    public string? Name { get; init; }

    [Required]
    public string? Value { get; init; }
}
