namespace JobFlows.Domain.Core;

public sealed record ImageVolumeSource
{
    public string? Reference { get; init; }

    public string? PullPolicy { get; init; }
}
