using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Scheduling;

/// <summary>What a pod asks of a node (upstream <c>component-helpers/resource.PodRequests</c>).</summary>
public static class PodRequests
{
    /// <summary>The resource that counts pods.</summary>
    public const string Pods = "pods";

    private static readonly IReadOnlyDictionary<string, decimal> One = new Dictionary<string, decimal>(StringComparer.Ordinal) { [Pods] = 1 };

    /// <summary>
    /// The amounts by resource, <c>pods</c> among them. Containers and sidecars add up; each other init container needs its share beside the
    /// sidecars before it, and the largest of all these stages counts. Requests of the pod as a whole replace what its containers come to.
    /// </summary>
    public static IReadOnlyDictionary<string, decimal> Of(PodSpec spec)
    {
        if (!AsksForAnything(spec))
        {
            return One;
        }

        var total = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var container in spec.Containers ?? [])
        {
            Add(total, Asked(container.Resources));
        }

        var sidecars = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var most = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var container in spec.InitContainers ?? [])
        {
            var asked = Asked(container.Resources);
            var stage = new Dictionary<string, decimal>(sidecars, StringComparer.Ordinal);
            Add(stage, asked);
            if (container.RestartPolicy == "Always")
            {
                Add(sidecars, asked);
                Add(total, asked);
            }

            Raise(most, stage);
        }

        Raise(total, most);
        foreach (var (name, amount) in Asked(spec.Resources))
        {
            total[name] = amount;
        }

        Add(total, (spec.Overhead ?? new Dictionary<string, Quantity>()).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Value)));
        total[Pods] = 1;
        return total;
    }

    private static bool AsksForAnything(PodSpec spec) =>
        (spec.Containers ?? []).Concat(spec.InitContainers ?? []).Any(container => IsAny(container.Resources)) || IsAny(spec.Resources) || spec.Overhead is { Count: > 0 };

    private static bool IsAny(ResourceRequirements? resources) => resources is { Requests.Count: > 0 } or { Limits.Count: > 0 };

    // A limit without a request is a request as well.
    private static IEnumerable<KeyValuePair<string, decimal>> Asked(ResourceRequirements? resources)
    {
        foreach (var (name, amount) in resources?.Requests ?? new Dictionary<string, Quantity>())
        {
            yield return KeyValuePair.Create(name, amount.Value);
        }

        foreach (var (name, amount) in resources?.Limits ?? new Dictionary<string, Quantity>())
        {
            if (resources!.Requests?.ContainsKey(name) != true)
            {
                yield return KeyValuePair.Create(name, amount.Value);
            }
        }
    }

    private static void Add(Dictionary<string, decimal> sum, IEnumerable<KeyValuePair<string, decimal>> amounts)
    {
        foreach (var (name, amount) in amounts)
        {
            sum[name] = sum.GetValueOrDefault(name) + amount;
        }
    }

    private static void Raise(Dictionary<string, decimal> largest, Dictionary<string, decimal> amounts)
    {
        foreach (var (name, amount) in amounts)
        {
            largest[name] = Math.Max(largest.GetValueOrDefault(name), amount);
        }
    }
}
