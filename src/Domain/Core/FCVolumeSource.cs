namespace JobFlows.Domain.Core;

/// <summary>A Fibre Channel disk, by targetWWNs and lun or by wwids.</summary>
public sealed record FCVolumeSource
{
    /// <summary>The worldwide names of the targets.</summary>
    public IReadOnlyList<string>? TargetWWNs { get; init; }

    /// <summary>The number of the logical unit.</summary>
    public int? Lun { get; init; }

    /// <summary>The file system. Defaults to ext4.</summary>
    public string? FsType { get; init; }

    /// <summary>Whether all mounts are read-only. Defaults to false.</summary>
    public bool? ReadOnly { get; init; }

    /// <summary>The worldwide identifiers of the disk.</summary>
    public IReadOnlyList<string>? Wwids { get; init; }
}
