using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record TopologySpreadConstraint
{
    [Required]
    public int? MaxSkew { get; init; }

    [Required]
    public string? TopologyKey { get; init; }

    [Required]
    public string? WhenUnsatisfiable { get; init; }

    public LabelSelector? LabelSelector { get; init; }

    public int? MinDomains { get; init; }

    public string? NodeAffinityPolicy { get; init; }

    public string? NodeTaintsPolicy { get; init; }

    public IReadOnlyList<string>? MatchLabelKeys { get; init; }
}
