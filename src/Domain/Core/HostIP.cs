using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record HostIP
{
    [Required]
    public string? Ip { get; init; }
}
