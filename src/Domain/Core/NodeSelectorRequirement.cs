using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record NodeSelectorRequirement
{
    [Required]
    public string? Key { get; init; }

    [Required]
    public string? Operator { get; init; }

    public IReadOnlyList<string>? Values { get; init; }
}
