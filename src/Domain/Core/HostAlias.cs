using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>Names for an address in /etc/hosts.</summary>
public sealed record HostAlias
{
    /// <summary>The address.</summary>
    [Required]
    public string? Ip { get; init; }

    /// <summary>The names.</summary>
    public IReadOnlyList<string>? Hostnames { get; init; }
}
