namespace JobFlows.Domain.Core;

/// <summary>How a pod resolves names, on top of its dnsPolicy.</summary>
public sealed record PodDNSConfig
{
    /// <summary>Addresses of name servers.</summary>
    public IReadOnlyList<string>? Nameservers { get; init; }

    /// <summary>Search domains.</summary>
    public IReadOnlyList<string>? Searches { get; init; }

    /// <summary>Resolver options; they win over the policy's.</summary>
    public IReadOnlyList<PodDNSConfigOption>? Options { get; init; }
}
