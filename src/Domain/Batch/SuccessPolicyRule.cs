namespace JobFlows.Domain.Batch;

public sealed record SuccessPolicyRule
{
    public string? SucceededIndexes { get; init; }

    public int? SucceededCount { get; init; }
}
