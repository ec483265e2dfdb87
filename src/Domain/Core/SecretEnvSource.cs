using System.ComponentModel;

namespace JobFlows.Domain.Core;

/// <summary>A Secret whose every key becomes an environment variable.</summary>
public sealed record SecretEnvSource
{
    /// <summary>The Secret's name, in the pod's namespace.</summary>
    [DefaultValue("")]
    public string? Name { get; init; }

    /// <summary>When true, the Secret may be missing; otherwise the container waits for it.</summary>
    public bool? Optional { get; init; }
}
