namespace JobFlows.Domain.Core;

/// <summary>A ConfigMap or Secret whose every key becomes an environment variable.</summary>
public sealed record EnvFromSource
{
    /// <summary>Put before each key to make the variable's name. It may not contain an equals sign.</summary>
    public string? Prefix { get; init; }

    /// <summary>The ConfigMap to take.</summary>
    public ConfigMapEnvSource? ConfigMapRef { get; init; }

    /// <summary>The Secret to take.</summary>
    public SecretEnvSource? SecretRef { get; init; }
}
