using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>An object in this or another namespace.</summary>
public sealed record TypedObjectReference
{
    /// <summary>The group of the object's API; absent for the core group.</summary>
    public string? ApiGroup { get; init; }

    /// <summary>The object's kind.</summary>
    [Required]
    public string? Kind { get; init; }

    /// <summary>The object's name.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>The object's namespace. Defaults to the one of the referrer.</summary>
    public string? Namespace { get; init; }
}
