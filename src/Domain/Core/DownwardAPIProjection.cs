namespace JobFlows.Domain.Core;

public sealed record DownwardAPIProjection
{
    public IReadOnlyList<DownwardAPIVolumeFile>? Items { get; init; }
}
