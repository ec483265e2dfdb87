using System.Globalization;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Pods.Containers;

/// <summary>The requests and limits that <c>valueFrom.resourceFieldRef</c> can name.</summary>
internal static class ResourceReference
{
    private static readonly Dictionary<string, decimal> Suffixes = new()
    {
        ["n"] = 1e-9m,
        ["u"] = 1e-6m,
        ["m"] = 1e-3m,
        [""] = 1,
        ["k"] = 1e3m,
        ["M"] = 1e6m,
        ["G"] = 1e9m,
        ["T"] = 1e12m,
        ["P"] = 1e15m,
        ["E"] = 1e18m,
        ["Ki"] = 1024,
        ["Mi"] = 1 << 20,
        ["Gi"] = 1 << 30,
        ["Ti"] = 1L << 40,
        ["Pi"] = 1L << 50,
        ["Ei"] = 1L << 60,
    };

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
        decimal? amount = amounts is not null && amounts.TryGetValue(parts[1], out var written)
            ? Parse(written)
            : parts[0] == "limits" ? node.GetValueOrDefault(parts[1]) : 0;
        var divisor = selector.Divisor is { } by ? Parse(by) : 1;
        return amount is null || divisor is null
            ? null
            : Math.Ceiling(amount.Value / (divisor == 0 ? 1 : divisor.Value)).ToString("0", CultureInfo.InvariantCulture);
    }

    private static decimal? Parse(Quantity quantity)
    {
        var text = quantity.Text;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain))
        {
            return plain;
        }

        var end = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        end = end < text.Length && text[end] == '.' ? end + 1 : end;
        return Suffixes.TryGetValue(text[end..], out var factor)
            && decimal.TryParse(text.AsSpan(0, end), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number * factor
            : null;
    }
}
