using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Meta;

/// <summary>Points at an owner in the same namespace (or at a cluster-wide one).</summary>
[AtomicValue]
public sealed record OwnerReference
{
    /// <summary>The owner's group and version.</summary>
    [Required]
    public string? ApiVersion { get; init; }

    /// <summary>The owner's kind.</summary>
    [Required]
    public string? Kind { get; init; }

    /// <summary>The owner's name.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>The owner's UID.</summary>
    [Required]
    public string? Uid { get; init; }

    /// <summary>Whether this owner is the managing controller. At most one is.</summary>
    public bool? Controller { get; init; }

    /// <summary>Whether a foreground deletion of the owner waits for this object.</summary>
    public bool? BlockOwnerDeletion { get; init; }
}
