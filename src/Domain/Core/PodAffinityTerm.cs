using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>A set of pods, and what near means.</summary>
public sealed record PodAffinityTerm
{
    /// <summary>The pods, by label. When absent, none.</summary>
    public LabelSelector? LabelSelector { get; init; }

    /// <summary>The namespaces to look in, besides those of namespaceSelector. Without either, the pod's own.</summary>
    public IReadOnlyList<string>? Namespaces { get; init; }

    /// <summary>The node label that says what near means: pods on nodes with the same value are near each other. Required.</summary>
    [Required]
    public string? TopologyKey { get; init; }

    /// <summary>More namespaces to look in, by label. When empty, all of them.</summary>
    public LabelSelector? NamespaceSelector { get; init; }

    /// <summary>Labels in which the pods have to be like this one, on top of labelSelector.</summary>
    public IReadOnlyList<string>? MatchLabelKeys { get; init; }

    /// <summary>Labels in which the pods have to differ from this one, on top of labelSelector.</summary>
    public IReadOnlyList<string>? MismatchLabelKeys { get; init; }
}
