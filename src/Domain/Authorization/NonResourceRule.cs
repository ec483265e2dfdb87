using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Authorization;

/// <summary>Requests that aren't about objects and are allowed.</summary>
public sealed record NonResourceRule
{
    /// <summary>The methods in lower case, such as get; * means all.</summary>
    [Required]
    public IReadOnlyList<string>? Verbs { get; init; }

    /// <summary>The paths; * means all, and may also end a path.</summary>
    public IReadOnlyList<string>? NonResourceURLs { get; init; }
}
