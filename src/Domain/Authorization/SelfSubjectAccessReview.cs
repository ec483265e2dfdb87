using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Authorization;

public sealed record SelfSubjectAccessReview : KubeObject
{
    [Required]
    public SelfSubjectAccessReviewSpec? Spec { get; init; }

    public SubjectAccessReviewStatus? Status { get; init; }
}
