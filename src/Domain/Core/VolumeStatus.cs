namespace JobFlows.Domain.Core;

/// <summary>What is known of a volume, depending on its kind.</summary>
public sealed record VolumeStatus
{
    /// <summary>What is known of an image volume.</summary>
    public ImageVolumeStatus? Image { get; init; }
}
