using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>A kernel setting.</summary>
public sealed record Sysctl
{
    /// <summary>The setting's name, such as net.core.somaxconn.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>The setting's value.</summary>
    [Required]
    public string? Value { get; init; }
}
