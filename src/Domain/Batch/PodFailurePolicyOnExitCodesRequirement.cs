using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Batch;

public sealed record PodFailurePolicyOnExitCodesRequirement
{
    public string? ContainerName { get; init; }

    [Required]
    public string? Operator { get; init; }

    [Required]
    [ListSet]
    public IReadOnlyList<int>? Values { get; init; }
}
