using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record AzureFileVolumeSource
{
    [Required]
    public string? SecretName { get; init; }

    [Required]
    public string? ShareName { get; init; }

    public bool? ReadOnly { get; init; }
}
