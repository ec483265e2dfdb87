using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Authorization;

/// <summary>What may be done.</summary>
public sealed record SubjectRulesReviewStatus
{
    /// <summary>Requests about objects that are allowed, in no particular order.</summary>
    [Required]
    public IReadOnlyList<ResourceRule>? ResourceRules { get; init; }

    /// <summary>Other requests that are allowed, in no particular order.</summary>
    [Required]
    public IReadOnlyList<NonResourceRule>? NonResourceRules { get; init; }

    /// <summary>True when not all rules could be listed.</summary>
    [Required]
    public bool? Incomplete { get; init; }

    /// <summary>What went wrong while finding out; the lists may be incomplete.</summary>
    public string? EvaluationError { get; init; }
}
