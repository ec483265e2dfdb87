using System.Globalization;
using JobFlows.Domain.Core;

namespace JobFlows.Domain.Scheduling;

/// <summary>Whether a pod's selectors and required node affinity admit a node.</summary>
internal static class NodeSelectors
{
    private const string NameField = "metadata.name";

    /// <summary>Whether they do.</summary>
    public static bool Admit(PodSpec spec, Node node)
    {
        var labels = node.Metadata.Labels ?? new Dictionary<string, string>();
        return (spec.NodeSelector ?? new Dictionary<string, string>()).All(wanted => labels.TryGetValue(wanted.Key, out var value) && value == wanted.Value)
            && (spec.Affinity?.NodeAffinity?.RequiredDuringSchedulingIgnoredDuringExecution is not { } required
                || (required.NodeSelectorTerms ?? []).Any(term => Fits(term, node, labels)));
    }

    // A term without requirements fits nothing.
    private static bool Fits(NodeSelectorTerm term, Node node, IReadOnlyDictionary<string, string> labels) =>
        (term.MatchExpressions is { Count: > 0 } || term.MatchFields is { Count: > 0 })
        && (term.MatchExpressions ?? []).All(one => Fits(one, labels.TryGetValue(one.Key ?? "", out var value) ? value : null))
        && (term.MatchFields ?? []).All(one => one.Key == NameField && Fits(one, node.Metadata.Name));

    private static bool Fits(NodeSelectorRequirement requirement, string? value) => requirement.Operator switch
    {
        "In" => value is not null && requirement.Values?.Contains(value) == true,
        "NotIn" => value is null || requirement.Values?.Contains(value) != true,
        "Exists" => value is not null,
        "DoesNotExist" => value is null,
        "Gt" => Compare(value, requirement) > 0,
        "Lt" => Compare(value, requirement) < 0,
        _ => false,
    };

    private static int Compare(string? value, NodeSelectorRequirement requirement) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var left)
        && long.TryParse(requirement.Values is [var bound, ..] ? bound : null, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right)
            : 0;
}
