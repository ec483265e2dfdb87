namespace JobFlows.Domain.Core;

public sealed record ImageVolumeStatus
{
    public string? ImageRef { get; init; }
}
