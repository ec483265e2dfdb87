using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Pods;

/// <summary>A pod's quality of service class, from the CPU and memory its containers ask for.</summary>
public static class PodQos
{
    private static readonly string[] Counted = ["cpu", "memory"];

    /// <summary><c>Guaranteed</c>, <c>Burstable</c> or <c>BestEffort</c>.</summary>
    public static string Of(PodSpec spec)
    {
        var asked = spec.Resources is { } ofPod && IsAny(ofPod)
            ? [ofPod]
            : (spec.Containers ?? []).Concat(spec.InitContainers ?? []).Select(container => container.Resources ?? new ResourceRequirements()).ToList();
        return !asked.Any(IsAny) ? "BestEffort"
            : asked.All(IsGuaranteed) ? "Guaranteed"
            : "Burstable";
    }

    private static bool IsAny(ResourceRequirements resources) =>
        Counted.Any(name => Amount(resources.Requests, name).Sign > 0 || Amount(resources.Limits, name).Sign > 0);

    private static bool IsGuaranteed(ResourceRequirements resources) => Counted.All(name =>
        Amount(resources.Limits, name) is { Sign: > 0 } limit
        && (Amount(resources.Requests, name) is { Sign: 0 } || Amount(resources.Requests, name) == limit));

    private static Quantity Amount(IReadOnlyDictionary<string, Quantity>? amounts, string name) => amounts?.GetValueOrDefault(name) ?? default;
}
