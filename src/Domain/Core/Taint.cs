using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record Taint
{
    [Required]
    public string? Key { get; init; }

    public string? Value { get; init; }

    [Required]
    public string? Effect { get; init; }

    public DateTimeOffset? TimeAdded { get; init; }
}
