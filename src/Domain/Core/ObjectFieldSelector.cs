using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>A property of the pod.</summary>
[AtomicValue]
public sealed record ObjectFieldSelector
{
    /// <summary>The version of the API in which the path is meant. Defaults to v1.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>The property's path, such as metadata.name. Required.</summary>
    [Required]
    public string? FieldPath { get; init; }
}
