using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Meta;

/// <summary>One set-based requirement on a label.</summary>
public sealed record LabelSelectorRequirement
{
    /// <summary>The label's key.</summary>
    [Required]
    public string? Key { get; init; }

    /// <summary><c>In</c>, <c>NotIn</c>, <c>Exists</c> or <c>DoesNotExist</c>.</summary>
    [Required]
    public string? Operator { get; init; }

    /// <summary>The values for <c>In</c> and <c>NotIn</c>; empty for the others.</summary>
    [AtomicValue]
    public IReadOnlyList<string>? Values { get; init; }
}
