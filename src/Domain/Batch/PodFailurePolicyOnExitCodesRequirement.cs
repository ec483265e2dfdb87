using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Batch;

/// <summary>
/// Matches a failed pod by the exit codes of its containers and init containers. Containers that exited with 0 are never looked at.
/// </summary>
public sealed record PodFailurePolicyOnExitCodesRequirement
{
    /// <summary>Look only at the container or init container of this name. When absent, at all of them.</summary>
    public string? ContainerName { get; init; }

    /// <summary>In matches when an exit code is among the values, NotIn when one is not.</summary>
    [Required]
    public string? Operator { get; init; }

    /// <summary>The exit codes to compare with: 1 to 255 of them, in ascending order, each once. With In, 0 isn't allowed.</summary>
    [Required]
    [ListSet]
    public IReadOnlyList<int>? Values { get; init; }
}
