using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>One key of a ConfigMap.</summary>
[AtomicValue]
public sealed record ConfigMapKeySelector
{
    /// <summary>The ConfigMap's name, in the pod's namespace.</summary>
    [DefaultValue("")]
    public string? Name { get; init; }

    /// <summary>The key. Required.</summary>
    [Required]
    public string? Key { get; init; }

    /// <summary>When true, the ConfigMap or the key may be missing.</summary>
    public bool? Optional { get; init; }
}
