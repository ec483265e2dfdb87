using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record PodIP
{
    [Required]
    public string? Ip { get; init; }
}
