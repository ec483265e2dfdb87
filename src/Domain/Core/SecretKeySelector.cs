using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

[AtomicValue]
public sealed record SecretKeySelector
{
    [DefaultValue("")]
    public string? Name { get; init; }

    [Required]
    public string? Key { get; init; }

    public bool? Optional { get; init; }
}
