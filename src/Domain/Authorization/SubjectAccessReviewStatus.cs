using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Authorization;

public sealed record SubjectAccessReviewStatus
{
    [Required]
    public bool? Allowed { get; init; }

    public bool? Denied { get; init; }

    public string? Reason { get; init; }

    public string? EvaluationError { get; init; }
}
