using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>An iSCSI disk.</summary>
public sealed record ISCSIVolumeSource
{
    /// <summary>The target's address, with the port if it isn't 860 or 3260.</summary>
    [Required]
    public string? TargetPortal { get; init; }

    /// <summary>The target's qualified name.</summary>
    [Required]
    public string? Iqn { get; init; }

    /// <summary>The number of the logical unit.</summary>
    [Required]
    public int? Lun { get; init; }

    /// <summary>The initiator's interface. Defaults to default, which is TCP.</summary>
    [DefaultValue("default")]
    public string? IscsiInterface { get; init; }

    /// <summary>The file system. Defaults to ext4.</summary>
    public string? FsType { get; init; }

    /// <summary>Whether all mounts are read-only. Defaults to false.</summary>
    public bool? ReadOnly { get; init; }

    /// <summary>More addresses of the target.</summary>
    public IReadOnlyList<string>? Portals { get; init; }

    /// <summary>Whether discovery authenticates by CHAP.</summary>
    public bool? ChapAuthDiscovery { get; init; }

    /// <summary>Whether sessions authenticate by CHAP.</summary>
    public bool? ChapAuthSession { get; init; }

    /// <summary>A Secret with the CHAP credentials.</summary>
    public LocalObjectReference? SecretRef { get; init; }

    /// <summary>The initiator's qualified name, if not the node's.</summary>
    public string? InitiatorName { get; init; }
}
