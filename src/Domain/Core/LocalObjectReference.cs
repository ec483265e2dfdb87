using System.ComponentModel;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

[AtomicValue]
public sealed record LocalObjectReference
{
    [DefaultValue("")]
    public string? Name { get; init; }
}
