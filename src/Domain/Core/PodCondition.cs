using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>One statement about a pod, and since when it holds.</summary>
public sealed record PodCondition
{
    /// <summary>What is stated, such as PodScheduled, Initialized, ContainersReady, Ready or DisruptionTarget.</summary>
    [Required]
    public string? Type { get; init; }

    /// <summary>The metadata.generation that the statement is about.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>Whether the statement holds: True, False or Unknown.</summary>
    [Required]
    public string? Status { get; init; }

    /// <summary>When the statement was last checked.</summary>
    public DateTimeOffset? LastProbeTime { get; init; }

    /// <summary>When the status last changed.</summary>
    public DateTimeOffset? LastTransitionTime { get; init; }

    /// <summary>Why, as one CamelCase word for programs.</summary>
    public string? Reason { get; init; }

    /// <summary>Why, in a sentence for people.</summary>
    public string? Message { get; init; }
}
