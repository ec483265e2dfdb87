using System.ComponentModel;

namespace JobFlows.Domain.Core;

public sealed record ConfigMapEnvSource
{
    [DefaultValue("")]
    public string? Name { get; init; }

    public bool? Optional { get; init; }
}
