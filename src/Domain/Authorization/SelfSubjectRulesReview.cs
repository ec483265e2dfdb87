using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Authorization;

public sealed record SelfSubjectRulesReview : KubeObject
{
    [Required]
    public SelfSubjectRulesReviewSpec? Spec { get; init; }

    public SubjectRulesReviewStatus? Status { get; init; }
}
