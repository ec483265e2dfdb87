using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Authorization;

public sealed record ResourceRule
{
    [Required]
    public IReadOnlyList<string>? Verbs { get; init; }

    public IReadOnlyList<string>? ApiGroups { get; init; }

    public IReadOnlyList<string>? Resources { get; init; }

    public IReadOnlyList<string>? ResourceNames { get; init; }
}
