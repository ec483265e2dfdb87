using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record PhotonPersistentDiskVolumeSource
{
    [Required]
    public string? PdID { get; init; }

    public string? FsType { get; init; }
}
