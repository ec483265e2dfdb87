using System.ComponentModel;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>An object in the same namespace.</summary>
[AtomicValue]
public sealed record LocalObjectReference
{
    /// <summary>The object's name.</summary>
    [DefaultValue("")]
    public string? Name { get; init; }
}
