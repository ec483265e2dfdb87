namespace JobFlows.Domain.Authorization;

public sealed record SelfSubjectRulesReviewSpec
{
    public string? Namespace { get; init; }
}
