using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record ConfigMapNodeConfigSource
{
    [Required]
    public string? Namespace { get; init; }

    [Required]
    public string? Name { get; init; }

    public string? Uid { get; init; }

    public string? ResourceVersion { get; init; }

    [Required]
    public string? KubeletConfigKey { get; init; }
}
