using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Authorization;

/// <summary>Whether something may be done.</summary>
public sealed record SubjectAccessReviewStatus
{
    /// <summary>True if it may be done.</summary>
    [Required]
    public bool? Allowed { get; init; }

    /// <summary>True if it was refused outright; when neither, nobody allowed it. Never together with allowed.</summary>
    public bool? Denied { get; init; }

    /// <summary>Why, in a sentence for people.</summary>
    public string? Reason { get; init; }

    /// <summary>What went wrong while finding out. There may be an answer all the same.</summary>
    public string? EvaluationError { get; init; }
}
