using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>Deprecated: an Azure Files share.</summary>
public sealed record AzureFileVolumeSource
{
    /// <summary>The Secret with the storage account's name and key.</summary>
    [Required]
    public string? SecretName { get; init; }

    /// <summary>The share's name.</summary>
    [Required]
    public string? ShareName { get; init; }

    /// <summary>Whether all mounts are read-only. Defaults to false.</summary>
    public bool? ReadOnly { get; init; }
}
