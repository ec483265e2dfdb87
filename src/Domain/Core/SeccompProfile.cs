using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record SeccompProfile
{
    [Required]
    public string? Type { get; init; }

    public string? LocalhostProfile { get; init; }
}
