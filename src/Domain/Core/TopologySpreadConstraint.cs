using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>How evenly pods are spread over groups of nodes.</summary>
public sealed record TopologySpreadConstraint
{
    /// <summary>By how many pods the fullest group may exceed the emptiest. At least 1.</summary>
    [Required]
    public int? MaxSkew { get; init; }

    /// <summary>The node label that makes the groups: nodes with the same value are one. Required.</summary>
    [Required]
    public string? TopologyKey { get; init; }

    /// <summary>
    /// What to do when the pod fits nowhere: DoNotSchedule leaves it pending, ScheduleAnyway makes the rule a wish. Required.
    /// </summary>
    [Required]
    public string? WhenUnsatisfiable { get; init; }

    /// <summary>The pods that are counted.</summary>
    public LabelSelector? LabelSelector { get; init; }

    /// <summary>
    /// How many groups there should be; with fewer, the emptiest counts as having no pods. At least 1; only with DoNotSchedule. Defaults
    /// to 1.
    /// </summary>
    public int? MinDomains { get; init; }

    /// <summary>Whether only nodes the pod may run on by affinity and selector count: Honor (the default) or Ignore.</summary>
    public string? NodeAffinityPolicy { get; init; }

    /// <summary>Whether nodes with taints the pod doesn't put up with are left out: Honor or Ignore (the default).</summary>
    public string? NodeTaintsPolicy { get; init; }

    /// <summary>Labels in which the pods counted have to be like this one, on top of labelSelector.</summary>
    public IReadOnlyList<string>? MatchLabelKeys { get; init; }
}
