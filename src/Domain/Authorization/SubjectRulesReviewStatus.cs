using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Authorization;

public sealed record SubjectRulesReviewStatus
{
    [Required]
    public IReadOnlyList<ResourceRule>? ResourceRules { get; init; }

    [Required]
    public IReadOnlyList<NonResourceRule>? NonResourceRules { get; init; }

    [Required]
    public bool? Incomplete { get; init; }

    public string? EvaluationError { get; init; }
}
