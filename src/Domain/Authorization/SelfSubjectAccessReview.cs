using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Authorization;

/// <summary>Asks whether the caller may do something. Created to get the answer, never stored.</summary>
public sealed record SelfSubjectAccessReview : KubeObject
{
    /// <summary>What the caller would like to do. Required.</summary>
    [Required]
    public SelfSubjectAccessReviewSpec? Spec { get; init; }

    /// <summary>The answer.</summary>
    public SubjectAccessReviewStatus? Status { get; init; }
}
