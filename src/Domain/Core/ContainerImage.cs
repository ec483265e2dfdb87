namespace JobFlows.Domain.Core;

/// <summary>An image that is present on a node.</summary>
public sealed record ContainerImage
{
    /// <summary>The names the image is known by.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>The image's size in bytes.</summary>
    public long? SizeBytes { get; init; }
}
