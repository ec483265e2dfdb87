using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record ISCSIVolumeSource
{
    [Required]
    public string? TargetPortal { get; init; }

    [Required]
    public string? Iqn { get; init; }

    [Required]
    public int? Lun { get; init; }

    [DefaultValue("default")]
    public string? IscsiInterface { get; init; }

    public string? FsType { get; init; }

    public bool? ReadOnly { get; init; }

    public IReadOnlyList<string>? Portals { get; init; }

    public bool? ChapAuthDiscovery { get; init; }

    public bool? ChapAuthSession { get; init; }

    public LocalObjectReference? SecretRef { get; init; }

    public string? InitiatorName { get; init; }
}
