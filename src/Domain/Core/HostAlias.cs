using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record HostAlias
{
    [Required]
    public string? Ip { get; init; }

    public IReadOnlyList<string>? Hostnames { get; init; }
}
