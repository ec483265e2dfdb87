using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Authentication;

/// <summary>Asks who the caller is. Created to get the answer, never stored.</summary>
public sealed record SelfSubjectReview : KubeObject
{
    /// <summary>The answer.</summary>
    public SelfSubjectReviewStatus? Status { get; init; }
}
