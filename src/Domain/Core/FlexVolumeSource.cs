using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record FlexVolumeSource
{
    [Required]
    public string? Driver { get; init; }

    public string? FsType { get; init; }

    public LocalObjectReference? SecretRef { get; init; }

    public bool? ReadOnly { get; init; }

    public IReadOnlyDictionary<string, string>? Options { get; init; }
}
