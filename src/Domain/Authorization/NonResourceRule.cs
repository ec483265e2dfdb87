using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Authorization;

public sealed record NonResourceRule
{
    [Required]
    public IReadOnlyList<string>? Verbs { get; init; }

    public IReadOnlyList<string>? NonResourceURLs { get; init; }
}
