namespace JobFlows.Domain.Meta;

/// <summary>Matches labels against selectors.</summary>
public static class LabelSelectors
{
    /// <summary>Whether the labels fit. No selector fits nothing; an empty one fits everything.</summary>
    public static bool Fits(this LabelSelector? selector, IReadOnlyDictionary<string, string>? labels) =>
        selector is not null
        && (selector.MatchLabels ?? new Dictionary<string, string>()).All(wanted => ValueOf(labels, wanted.Key) == wanted.Value)
        && (selector.MatchExpressions ?? []).All(requirement => Fits(requirement, ValueOf(labels, requirement.Key ?? "")));

    private static bool Fits(LabelSelectorRequirement requirement, string? value) => requirement.Operator switch
    {
        "In" => value is not null && requirement.Values?.Contains(value) == true,
        "NotIn" => value is null || requirement.Values?.Contains(value) != true,
        "Exists" => value is not null,
        "DoesNotExist" => value is null,
        _ => false,
    };

    private static string? ValueOf(IReadOnlyDictionary<string, string>? labels, string key) =>
        labels?.TryGetValue(key, out var value) == true ? value : null;
}
