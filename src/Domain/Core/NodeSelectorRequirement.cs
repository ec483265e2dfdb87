using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>A requirement on one label or field of a node.</summary>
public sealed record NodeSelectorRequirement
{
    /// <summary>The label or field.</summary>
    [Required]
    public string? Key { get; init; }

    /// <summary>In, NotIn, Exists, DoesNotExist, Gt or Lt.</summary>
    [Required]
    public string? Operator { get; init; }

    /// <summary>
    /// The values to compare with: some for In and NotIn, none for Exists and DoesNotExist, exactly one integer for Gt and Lt.
    /// </summary>
    public IReadOnlyList<string>? Values { get; init; }
}
