using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record PodReadinessGate
{
    [Required]
    public string? ConditionType { get; init; }
}
