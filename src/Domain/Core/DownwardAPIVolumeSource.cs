namespace JobFlows.Domain.Core;

/// <summary>Properties of the pod as files.</summary>
public sealed record DownwardAPIVolumeSource
{
    /// <summary>The files.</summary>
    public IReadOnlyList<DownwardAPIVolumeFile>? Items { get; init; }

    /// <summary>The files' permissions, from 0 to 0777 (511 in JSON, which has no octal numbers). Defaults to 0644.</summary>
    public int? DefaultMode { get; init; }

    /// <summary>The number of the user who owns files for which no other is given.</summary>
    public long? DefaultUser { get; init; }
}
