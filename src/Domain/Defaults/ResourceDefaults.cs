using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Defaults;

/// <summary>How amounts of resources are completed.</summary>
internal static class ResourceDefaults
{
    internal static ResourceRequirements? RoundUp(ResourceRequirements? resources) => resources is null ? null : resources with
    {
        Limits = RoundUp(resources.Limits),
        Requests = RoundUp(resources.Requests),
    };

    internal static IReadOnlyDictionary<string, Quantity>? RoundUp(IReadOnlyDictionary<string, Quantity>? amounts) =>
        amounts?.ToDictionary(entry => entry.Key, entry => entry.Value.RoundUpToMilli(), StringComparer.Ordinal);

    /// <summary>Requests that are missing are what the limits are.</summary>
    internal static ResourceRequirements RequestLimits(ResourceRequirements resources)
    {
        if (resources.Limits is not { } limits)
        {
            return resources;
        }

        var requests = new Dictionary<string, Quantity>(resources.Requests ?? new Dictionary<string, Quantity>(), StringComparer.Ordinal);
        foreach (var (name, amount) in limits)
        {
            requests.TryAdd(name, amount);
        }

        return resources with { Requests = requests };
    }
}
