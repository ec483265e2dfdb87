using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record AWSElasticBlockStoreVolumeSource
{
    [Required]
    public string? VolumeID { get; init; }

    public string? FsType { get; init; }

    public int? Partition { get; init; }

    public bool? ReadOnly { get; init; }
}
