using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>A header of an HTTP request.</summary>
public sealed record HTTPHeader
{
    /// <summary>The header's name.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>The header's value.</summary>
    [Required]
    public string? Value { get; init; }
}
