namespace JobFlows.Domain.Core;

public sealed record PodSchedulingGroup
{
    public string? PodGroupName { get; init; }
}
