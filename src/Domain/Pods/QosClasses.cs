using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Pods;

/// <summary>A pod's <c>status.qosClass</c>, by the cpu and memory that it asks for (upstream <c>qos.ComputePodQOS</c>).</summary>
public static class QosClasses
{
    private const string BestEffort = "BestEffort";
    private const string Burstable = "Burstable";
    private const string Guaranteed = "Guaranteed";

    private static readonly string[] Resources = ["cpu", "memory"];

    /// <summary>The class: that of the pod's own resources if it has any, else what all its containers and init containers agree on, else
    /// Burstable.</summary>
    public static string Of(PodSpec spec)
    {
        if (spec.Resources is { } own)
        {
            return Of(own);
        }

        var classes = (spec.InitContainers ?? []).Concat(spec.Containers ?? []).Select(container => Of(container.Resources)).Distinct().ToList();
        return classes switch
        {
            [] => BestEffort,
            [var agreed] => agreed,
            _ => Burstable,
        };
    }

    private static string Of(ResourceRequirements? resources)
    {
        var amounts = Resources.Select(name => (Request: Amount(resources?.Requests, name), Limit: Amount(resources?.Limits, name))).ToList();
        if (amounts.All(amount => amount is (0, 0)))
        {
            return BestEffort;
        }

        return amounts.All(amount => amount.Request == amount.Limit && amount.Limit > 0) ? Guaranteed : Burstable;
    }

    private static decimal Amount(IReadOnlyDictionary<string, Quantity>? amounts, string name) =>
        amounts is not null && amounts.TryGetValue(name, out var quantity) ? QuantityAmount.Of(quantity) : 0;
}
