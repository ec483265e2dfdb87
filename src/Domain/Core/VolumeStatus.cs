namespace JobFlows.Domain.Core;

public sealed record VolumeStatus
{
    public ImageVolumeStatus? Image { get; init; }
}
