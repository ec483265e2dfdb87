using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>An address of a pod.</summary>
public sealed record PodIP
{
    /// <summary>The address.</summary>
    [Required]
    public string? Ip { get; init; }
}
