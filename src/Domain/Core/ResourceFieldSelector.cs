using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>A request or limit of a container.</summary>
[AtomicValue]
public sealed record ResourceFieldSelector
{
    /// <summary>The container asked about. Required in volumes; in environment variables it defaults to the container itself.</summary>
    public string? ContainerName { get; init; }

    /// <summary>What is asked for, such as limits.cpu or requests.memory. Required.</summary>
    [Required]
    public string? Resource { get; init; }

    /// <summary>The unit to express the amount in, such as 1m or 1Mi; the result is rounded up. Defaults to 1.</summary>
    public Quantity? Divisor { get; init; }
}
