using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>Something that is wrong with a volume.</summary>
public sealed record VolumeHealthCondition
{
    /// <summary>What is wrong: Inaccessible, DataLoss or Degraded.</summary>
    [Required]
    public string? Status { get; init; }

    /// <summary>Why, as one CamelCase word of at most 256 bytes.</summary>
    [Required]
    public string? Reason { get; init; }

    /// <summary>Why, in a sentence for people of at most 1024 bytes.</summary>
    public string? Message { get; init; }
}
