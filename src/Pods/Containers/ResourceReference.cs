using System.Globalization;
using JobFlows.Domain.Core;

namespace JobFlows.Pods.Containers;

/// <summary>The requests and limits that <c>valueFrom.resourceFieldRef</c> can name.</summary>
internal static class ResourceReference
{
    /// <summary>The amount in units of the divisor, rounded up; null when the container is unknown or the resource can't be referred to.</summary>
    /// <param name="spec">The pod's spec.</param>
    /// <param name="container">The container the variable belongs to.</param>
    /// <param name="selector">What is asked for. A limit that is not set is that of the node.</param>
    /// <param name="node">What the node has of each resource.</param>
    public static string? Read(PodSpec spec, Container container, ResourceFieldSelector selector, IReadOnlyDictionary<string, decimal> node)
    {
        var subject = selector.ContainerName is { Length: > 0 } name
            ? (spec.Containers ?? []).Concat(spec.InitContainers ?? []).FirstOrDefault(other => other.Name == name)
            : container;
        var parts = (selector.Resource ?? string.Empty).Split('.', 2);
        if (subject is null || parts.Length != 2 || parts[0] is not ("limits" or "requests"))
        {
            return null;
        }

        var amounts = parts[0] == "limits" ? subject.Resources?.Limits : subject.Resources?.Requests;
        var amount = amounts is not null && amounts.TryGetValue(parts[1], out var written) ? written.Value : 0;
        if (amount == 0 && parts[0] == "limits")
        {
            amount = node.GetValueOrDefault(parts[1]);
        }

        var divisor = selector.Divisor?.Value ?? 1;
        return Math.Ceiling(amount / (divisor == 0 ? 1 : divisor)).ToString("0", CultureInfo.InvariantCulture);
    }
}
