namespace JobFlows.Domain.Core;

public sealed record NodeConfigStatus
{
    public NodeConfigSource? Assigned { get; init; }

    public NodeConfigSource? Active { get; init; }

    public NodeConfigSource? LastKnownGood { get; init; }

    public string? Error { get; init; }
}
