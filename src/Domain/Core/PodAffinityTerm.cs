using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record PodAffinityTerm
{
    public LabelSelector? LabelSelector { get; init; }

    public IReadOnlyList<string>? Namespaces { get; init; }

    [Required]
    public string? TopologyKey { get; init; }

    public LabelSelector? NamespaceSelector { get; init; }

    public IReadOnlyList<string>? MatchLabelKeys { get; init; }

    public IReadOnlyList<string>? MismatchLabelKeys { get; init; }
}
