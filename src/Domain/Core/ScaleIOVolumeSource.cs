using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record ScaleIOVolumeSource
{
    [Required]
    public string? Gateway { get; init; }

    [Required]
    public string? System { get; init; }

    [Required]
    public LocalObjectReference? SecretRef { get; init; }

    public bool? SslEnabled { get; init; }

    public string? ProtectionDomain { get; init; }

    public string? StoragePool { get; init; }

    [DefaultValue("ThinProvisioned")]
    public string? StorageMode { get; init; }

    public string? VolumeName { get; init; }

    [DefaultValue("xfs")]
    public string? FsType { get; init; }

    public bool? ReadOnly { get; init; }
}
