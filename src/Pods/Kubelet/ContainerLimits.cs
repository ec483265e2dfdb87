using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.Linux.ControlGroups;

namespace JobFlows.Pods.Kubelet;

/// <summary>A container's requests and limits in the kernel's units, with the kubelet's arithmetic.</summary>
internal static class ContainerLimits
{
    private const long FewestShares = 2;
    private const long MostShares = 262_144;
    private const long SharesPerCpu = 1024;
    private const long QuotaPerCpu = 100_000;
    private const long LeastQuota = 1000;

    /// <summary>The limits of a container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="processes">The most processes and threads it may have; null for any number.</param>
    public static ResourceLimits Of(Container container, long? processes)
    {
        var limits = container.Resources?.Limits;
        var requests = container.Resources?.Requests;
        var cpuLimit = Amount(limits, "cpu");
        var cpuRequest = Amount(requests, "cpu") ?? cpuLimit;
        return new()
        {
            CpuShares = cpuRequest is { } request ? Math.Clamp((long)(request * SharesPerCpu), FewestShares, MostShares) : null,
            CpuQuota = cpuLimit is { } limit and > 0 ? Math.Max(LeastQuota, (long)(limit * QuotaPerCpu)) : null,
            Memory = Amount(limits, "memory") is { } memory and > 0 ? (long)Math.Min(memory, long.MaxValue) : null,
            Processes = processes,
        };
    }

    private static decimal? Amount(IReadOnlyDictionary<string, Quantity>? amounts, string name) =>
        amounts is not null && amounts.TryGetValue(name, out var amount) ? amount.Value : null;
}
