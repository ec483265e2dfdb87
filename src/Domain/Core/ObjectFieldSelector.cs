using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

[AtomicValue]
public sealed record ObjectFieldSelector
{
    public string? ApiVersion { get; init; }

    [Required]
    public string? FieldPath { get; init; }
}
