using System.ComponentModel;

namespace JobFlows.Domain.Core;

public sealed record SecretEnvSource
{
    [DefaultValue("")]
    public string? Name { get; init; }

    public bool? Optional { get; init; }
}
