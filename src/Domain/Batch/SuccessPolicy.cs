using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Batch;

/// <summary>Says when an Indexed Job has succeeded although not all of its indexes have.</summary>
public sealed record SuccessPolicy
{
    /// <summary>
    /// The rules, 1 to 20 of them, tried in order. As soon as one is met, the Job gets the SuccessCriteriaMet condition, its other pods
    /// are stopped, and it completes.
    /// </summary>
    [Required]
    public IReadOnlyList<SuccessPolicyRule>? Rules { get; init; }
}
