namespace JobFlows.Domain.Authorization;

/// <summary>The namespace in which the caller would like to know the rules.</summary>
public sealed record SelfSubjectRulesReviewSpec
{
    /// <summary>The namespace. Required.</summary>
    public string? Namespace { get; init; }
}
