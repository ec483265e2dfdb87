namespace JobFlows.Domain.Authorization;

public sealed record SelfSubjectAccessReviewSpec
{
    public ResourceAttributes? ResourceAttributes { get; init; }

    public NonResourceAttributes? NonResourceAttributes { get; init; }
}
