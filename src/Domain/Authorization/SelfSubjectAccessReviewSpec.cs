namespace JobFlows.Domain.Authorization;

/// <summary>What the caller would like to do. Exactly one property has to be set.</summary>
public sealed record SelfSubjectAccessReviewSpec
{
    /// <summary>A request about objects.</summary>
    public ResourceAttributes? ResourceAttributes { get; init; }

    /// <summary>Any other request.</summary>
    public NonResourceAttributes? NonResourceAttributes { get; init; }
}
