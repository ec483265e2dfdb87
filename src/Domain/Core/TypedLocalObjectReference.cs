using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

[AtomicValue]
public sealed record TypedLocalObjectReference
{
    public string? ApiGroup { get; init; }

    [Required]
    public string? Kind { get; init; }

    [Required]
    public string? Name { get; init; }
}
