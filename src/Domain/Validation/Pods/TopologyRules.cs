using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>Topology spread constraints.</summary>
internal static class TopologyRules
{
    internal static void Validate(IReadOnlyList<TopologySpreadConstraint> constraints, FieldPath path, FieldErrors errors)
    {
        for (var i = 0; i < constraints.Count; i++)
        {
            var (constraint, at) = (constraints[i], path.Index(i));
            Positive(at.Child("maxSkew"), constraint.MaxSkew ?? 0, errors);
            FieldRules.RequiredText(at.Child("topologyKey"), constraint.TopologyKey, errors, "can not be empty");
            FieldRules.OneOf(at.Child("whenUnsatisfiable"), constraint.WhenUnsatisfiable, errors, "DoNotSchedule", "ScheduleAnyway");
            if (constraints.Skip(i + 1).Any(other =>
                other.TopologyKey == constraint.TopologyKey && other.WhenUnsatisfiable == constraint.WhenUnsatisfiable))
            {
                errors.Duplicate(at.Child("{topologyKey, whenUnsatisfiable}"), $"{{{constraint.TopologyKey}, {constraint.WhenUnsatisfiable}}}");
            }

            MinDomains(constraint, at.Child("minDomains"), errors);
            Inclusion(constraint.NodeAffinityPolicy, at.Child("nodeAffinityPolicy"), errors);
            Inclusion(constraint.NodeTaintsPolicy, at.Child("nodeTaintsPolicy"), errors);
            MatchLabelKeys(constraint, at.Child("matchLabelKeys"), errors);
            LabelRules.Selector(constraint.LabelSelector, at.Child("labelSelector"), errors);
        }
    }

    private static void MinDomains(TopologySpreadConstraint constraint, FieldPath path, FieldErrors errors)
    {
        if (constraint.MinDomains is not { } least)
        {
            return;
        }

        Positive(path, least, errors);
        if (constraint.WhenUnsatisfiable != "DoNotSchedule")
        {
            errors.Invalid(path, least, $"can only use minDomains if whenUnsatisfiable=DoNotSchedule, not {constraint.WhenUnsatisfiable}");
        }
    }

    private static void Inclusion(string? policy, FieldPath path, FieldErrors errors)
    {
        if (policy is not null)
        {
            FieldRules.OneOf(path, policy, errors, "Honor", "Ignore");
        }
    }

    private static void MatchLabelKeys(TopologySpreadConstraint constraint, FieldPath path, FieldErrors errors)
    {
        var keys = constraint.MatchLabelKeys ?? [];
        if (keys.Count > 0 && constraint.LabelSelector is null)
        {
            errors.Forbidden(path, "must not be specified when labelSelector is not set");
        }

        var selected = (constraint.LabelSelector?.MatchLabels?.Keys ?? [])
            .Concat((constraint.LabelSelector?.MatchExpressions ?? []).Select(expression => expression.Key ?? ""))
            .ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < keys.Count; i++)
        {
            FieldRules.QualifiedName(path.Index(i), keys[i], errors);
            if (selected.Contains(keys[i]))
            {
                errors.Invalid(path.Index(i), keys[i], "exists in both matchLabelKeys and labelSelector");
            }
        }
    }

    private static void Positive(FieldPath path, int value, FieldErrors errors)
    {
        if (value <= 0)
        {
            errors.Invalid(path, value, FieldRules.NotPositiveMessage);
        }
    }
}
