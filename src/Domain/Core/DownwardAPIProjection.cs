namespace JobFlows.Domain.Core;

/// <summary>Properties of the pod as files.</summary>
public sealed record DownwardAPIProjection
{
    /// <summary>The files.</summary>
    public IReadOnlyList<DownwardAPIVolumeFile>? Items { get; init; }
}
