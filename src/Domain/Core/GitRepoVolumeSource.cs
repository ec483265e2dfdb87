using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record GitRepoVolumeSource
{
    [Required]
    public string? Repository { get; init; }

    public string? Revision { get; init; }

    public string? Directory { get; init; }
}
