using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record PreferredSchedulingTerm
{
    [Required]
    public int? Weight { get; init; }

    [Required]
    public NodeSelectorTerm? Preference { get; init; }
}
