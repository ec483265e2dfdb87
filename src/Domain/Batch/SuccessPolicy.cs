using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Batch;

public sealed record SuccessPolicy
{
    [Required]
    public IReadOnlyList<SuccessPolicyRule>? Rules { get; init; }
}
