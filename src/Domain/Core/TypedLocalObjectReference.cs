using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>An object in the same namespace.</summary>
[AtomicValue]
public sealed record TypedLocalObjectReference
{
    /// <summary>The group of the object's API; absent for the core group.</summary>
    public string? ApiGroup { get; init; }

    /// <summary>The object's kind.</summary>
    [Required]
    public string? Kind { get; init; }

    /// <summary>The object's name.</summary>
    [Required]
    public string? Name { get; init; }
}
