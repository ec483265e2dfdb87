namespace JobFlows.Domain.Core;

/// <summary>Linux capabilities, changed from what the runtime grants.</summary>
public sealed record Capabilities
{
    /// <summary>Capabilities to add, such as NET_ADMIN.</summary>
    public IReadOnlyList<string>? Add { get; init; }

    /// <summary>Capabilities to take away, such as ALL.</summary>
    public IReadOnlyList<string>? Drop { get; init; }
}
