using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record RBDVolumeSource
{
    [Required]
    public IReadOnlyList<string>? Monitors { get; init; }

    [Required]
    public string? Image { get; init; }

    public string? FsType { get; init; }

    [DefaultValue("rbd")]
    public string? Pool { get; init; }

    [DefaultValue("admin")]
    public string? User { get; init; }

    [DefaultValue("/etc/ceph/keyring")]
    public string? Keyring { get; init; }

    public LocalObjectReference? SecretRef { get; init; }

    public bool? ReadOnly { get; init; }
}
