using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>The operating system the containers are made for.</summary>
public sealed record PodOS
{
    /// <summary>linux or windows.</summary>
    [Required]
    public string? Name { get; init; }
}
