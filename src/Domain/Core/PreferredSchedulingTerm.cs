using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>A wish about nodes.</summary>
public sealed record PreferredSchedulingTerm
{
    /// <summary>How much the wish counts, from 1 to 100.</summary>
    [Required]
    public int? Weight { get; init; }

    /// <summary>The nodes wished for.</summary>
    [Required]
    public NodeSelectorTerm? Preference { get; init; }
}
