using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>Something about a node that keeps pods away that don't put up with it.</summary>
public sealed record Taint
{
    /// <summary>The taint's key.</summary>
    [Required]
    public string? Key { get; init; }

    /// <summary>The taint's value.</summary>
    public string? Value { get; init; }

    /// <summary>NoSchedule keeps new pods off, PreferNoSchedule does so if it can, NoExecute evicts running ones too.</summary>
    [Required]
    public string? Effect { get; init; }

    /// <summary>When the taint was added.</summary>
    public DateTimeOffset? TimeAdded { get; init; }
}
