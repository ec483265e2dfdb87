namespace JobFlows.Domain.Core;

/// <summary>What is known of an image volume.</summary>
public sealed record ImageVolumeStatus
{
    /// <summary>The exact image, by its digest; at most 256 characters.</summary>
    public string? ImageRef { get; init; }
}
