namespace JobFlows.Domain.Core;

public sealed record NodeSwapStatus
{
    public long? Capacity { get; init; }
}
