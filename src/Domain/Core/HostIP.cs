using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>An address of a node.</summary>
public sealed record HostIP
{
    /// <summary>The address.</summary>
    [Required]
    public string? Ip { get; init; }
}
