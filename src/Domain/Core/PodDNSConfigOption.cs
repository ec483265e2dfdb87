namespace JobFlows.Domain.Core;

/// <summary>A resolver option.</summary>
public sealed record PodDNSConfigOption
{
    /// <summary>The option's name, such as ndots.</summary>
    public string? Name { get; init; }

    /// <summary>The option's value, if it has one.</summary>
    public string? Value { get; init; }
}
