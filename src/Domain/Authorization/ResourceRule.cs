using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Authorization;

/// <summary>Requests about objects that are allowed.</summary>
public sealed record ResourceRule
{
    /// <summary>The verbs, such as get; * means all.</summary>
    [Required]
    public IReadOnlyList<string>? Verbs { get; init; }

    /// <summary>The API groups; * means all.</summary>
    public IReadOnlyList<string>? ApiGroups { get; init; }

    /// <summary>The resources, such as jobs or jobs/status; * means all, */status that subresource of all.</summary>
    public IReadOnlyList<string>? Resources { get; init; }

    /// <summary>The names of the objects. Empty means all.</summary>
    public IReadOnlyList<string>? ResourceNames { get; init; }
}
