namespace JobFlows.Domain.Core;

public sealed record DownwardAPIVolumeSource
{
    public IReadOnlyList<DownwardAPIVolumeFile>? Items { get; init; }

    public int? DefaultMode { get; init; }

    public long? DefaultUser { get; init; }
}
