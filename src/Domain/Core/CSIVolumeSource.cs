using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record CSIVolumeSource
{
    [Required]
    public string? Driver { get; init; }

    public bool? ReadOnly { get; init; }

    public string? FsType { get; init; }

    public IReadOnlyDictionary<string, string>? VolumeAttributes { get; init; }

    public LocalObjectReference? NodePublishSecretRef { get; init; }
}
