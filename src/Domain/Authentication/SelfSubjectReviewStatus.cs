namespace JobFlows.Domain.Authentication;

/// <summary>The answer to a <see cref="SelfSubjectReview"/>.</summary>
public sealed record SelfSubjectReviewStatus
{
    /// <summary>The caller.</summary>
    public UserInfo? UserInfo { get; init; }
}
