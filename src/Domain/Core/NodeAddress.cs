using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>An address of a node.</summary>
public sealed record NodeAddress
{
    /// <summary>Hostname, InternalIP, ExternalIP, InternalDNS or ExternalDNS.</summary>
    [Required]
    public string? Type { get; init; }

    /// <summary>The address.</summary>
    [Required]
    public string? Address { get; init; }
}
