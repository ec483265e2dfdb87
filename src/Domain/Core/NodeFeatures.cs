namespace JobFlows.Domain.Core;

public sealed record NodeFeatures
{
    public bool? SupplementalGroupsPolicy { get; init; }
}
