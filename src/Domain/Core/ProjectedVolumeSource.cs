namespace JobFlows.Domain.Core;

/// <summary>Files from several sources in one directory.</summary>
public sealed record ProjectedVolumeSource
{
    /// <summary>The sources.</summary>
    public IReadOnlyList<VolumeProjection>? Sources { get; init; }

    /// <summary>The files' permissions, from 0 to 0777 (511 in JSON, which has no octal numbers). Defaults to 0644.</summary>
    public int? DefaultMode { get; init; }

    /// <summary>The number of the user who owns files for which no other is given.</summary>
    public long? DefaultUser { get; init; }
}
