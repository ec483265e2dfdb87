using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Validation;

/// <summary>Labels and label selectors.</summary>
internal static class LabelRules
{
    internal static void Labels(IReadOnlyDictionary<string, string>? labels, FieldPath path, FieldErrors errors)
    {
        foreach (var (key, value) in labels ?? EmptyMap)
        {
            FieldRules.QualifiedName(path, key, errors);
            errors.InvalidEach(path, value, Names.LabelValue(value));
        }
    }

    internal static void Selector(LabelSelector? selector, FieldPath path, FieldErrors errors)
    {
        Labels(selector?.MatchLabels, path.Child("matchLabels"), errors);
        var expressions = selector?.MatchExpressions ?? [];
        for (var i = 0; i < expressions.Count; i++)
        {
            Requirement(expressions[i], path.Child("matchExpressions").Index(i), errors);
        }
    }

    /// <summary>Whether the labels are selected; null when the selector is malformed. No selector selects nothing.</summary>
    internal static bool? Matches(LabelSelector? selector, IReadOnlyDictionary<string, string>? labels)
    {
        var errors = new FieldErrors();
        Selector(selector, FieldPath.Root("selector"), errors);
        return errors.Count > 0 ? null : selector.Fits(labels);
    }

    private static IReadOnlyDictionary<string, string> EmptyMap { get; } = new Dictionary<string, string>();

    /// <summary>A key, an operator and values; with <c>Gt</c> and <c>Lt</c> among the operators where numbers can be compared.</summary>
    internal static void Expression(string? key, string? @operator, IReadOnlyList<string> values, bool compares, FieldPath path, FieldErrors errors)
    {
        switch (@operator)
        {
            case "In" or "NotIn" when values.Count == 0:
                errors.Required(path.Child("values"), "must be specified when `operator` is 'In' or 'NotIn'");
                break;
            case "Exists" or "DoesNotExist" when values.Count > 0:
                errors.Forbidden(path.Child("values"), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                break;
            case "Gt" or "Lt" when compares && values.Count != 1:
                errors.Required(path.Child("values"), "must be specified single value when `operator` is 'Lt' or 'Gt'");
                break;
            case "In" or "NotIn" or "Exists" or "DoesNotExist":
            case "Gt" or "Lt" when compares:
                break;
            default:
                errors.Invalid(path.Child("operator"), @operator ?? "", "not a valid selector operator");
                break;
        }

        FieldRules.QualifiedName(path.Child("key"), key, errors);
        for (var i = 0; i < values.Count; i++)
        {
            errors.InvalidEach(path.Child("values").Index(i), values[i], Names.LabelValue(values[i]));
        }
    }

    private static void Requirement(LabelSelectorRequirement requirement, FieldPath path, FieldErrors errors) =>
        Expression(requirement.Key, requirement.Operator, requirement.Values ?? [], compares: false, path, errors);
}
