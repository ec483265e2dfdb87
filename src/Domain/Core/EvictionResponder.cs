using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>Someone who takes part in an orderly eviction of a pod.</summary>
[AtomicValue]
public sealed record EvictionResponder
{
    /// <summary>A domain-prefixed name, such as example.com/drainer, unique in the pod.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>Who goes first: higher before lower, from 0 to 100000. Up to 999 are for Kubernetes itself.</summary>
    [Required]
    public int? Priority { get; init; }
}
