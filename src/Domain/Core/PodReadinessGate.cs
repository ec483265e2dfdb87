using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>A condition that has to be True for the pod to be ready.</summary>
public sealed record PodReadinessGate
{
    /// <summary>The condition's type.</summary>
    [Required]
    public string? ConditionType { get; init; }
}
