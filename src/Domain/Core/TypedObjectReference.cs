using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record TypedObjectReference
{
    public string? ApiGroup { get; init; }

    [Required]
    public string? Kind { get; init; }

    [Required]
    public string? Name { get; init; }

    public string? Namespace { get; init; }
}
