using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record GCEPersistentDiskVolumeSource
{
    [Required]
    public string? PdName { get; init; }

    public string? FsType { get; init; }

    public int? Partition { get; init; }

    public bool? ReadOnly { get; init; }
}
