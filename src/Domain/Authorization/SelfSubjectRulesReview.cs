using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Authorization;

/// <summary>Asks what the caller may do in a namespace. Created to get the answer, never stored.</summary>
public sealed record SelfSubjectRulesReview : KubeObject
{
    /// <summary>The namespace. Required.</summary>
    [Required]
    public SelfSubjectRulesReviewSpec? Spec { get; init; }

    /// <summary>The answer.</summary>
    public SubjectRulesReviewStatus? Status { get; init; }
}
