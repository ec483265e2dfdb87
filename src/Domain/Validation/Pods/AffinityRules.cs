using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>Node and pod affinity.</summary>
internal static class AffinityRules
{
    private const string Required = "requiredDuringSchedulingIgnoredDuringExecution";
    private const string Preferred = "preferredDuringSchedulingIgnoredDuringExecution";

    internal static void Validate(Affinity? affinity, FieldPath path, FieldErrors errors)
    {
        if (affinity?.NodeAffinity is { } node)
        {
            NodeAffinity(node, path.Child("nodeAffinity"), errors);
        }

        if (affinity?.PodAffinity is { } pod)
        {
            PodTerms(
                pod.RequiredDuringSchedulingIgnoredDuringExecution,
                pod.PreferredDuringSchedulingIgnoredDuringExecution,
                path.Child("podAffinity"),
                errors);
        }

        if (affinity?.PodAntiAffinity is { } anti)
        {
            PodTerms(
                anti.RequiredDuringSchedulingIgnoredDuringExecution,
                anti.PreferredDuringSchedulingIgnoredDuringExecution,
                path.Child("podAntiAffinity"),
                errors);
        }
    }

    private static void NodeAffinity(NodeAffinity affinity, FieldPath path, FieldErrors errors)
    {
        if (affinity.RequiredDuringSchedulingIgnoredDuringExecution is { } selector)
        {
            var terms = selector.NodeSelectorTerms ?? [];
            var at = path.Child(Required, "nodeSelectorTerms");
            if (terms.Count == 0)
            {
                errors.Required(at, "must have at least one node selector term");
            }

            for (var i = 0; i < terms.Count; i++)
            {
                NodeTerm(terms[i], at.Index(i), errors);
            }
        }

        var preferred = affinity.PreferredDuringSchedulingIgnoredDuringExecution ?? [];
        for (var i = 0; i < preferred.Count; i++)
        {
            var at = path.Child(Preferred).Index(i);
            Weight(preferred[i].Weight, at.Child("weight"), errors);
            NodeTerm(preferred[i].Preference ?? new NodeSelectorTerm(), at.Child("preference"), errors);
        }
    }

    private static void NodeTerm(NodeSelectorTerm term, FieldPath path, FieldErrors errors)
    {
        var expressions = term.MatchExpressions ?? [];
        for (var i = 0; i < expressions.Count; i++)
        {
            NodeExpression(expressions[i], path.Child("matchExpressions").Index(i), errors);
        }

        var fields = term.MatchFields ?? [];
        for (var i = 0; i < fields.Count; i++)
        {
            NodeField(fields[i], path.Child("matchFields").Index(i), errors);
        }
    }

    private static void NodeExpression(NodeSelectorRequirement requirement, FieldPath path, FieldErrors errors) =>
        LabelRules.Expression(requirement.Key, requirement.Operator, requirement.Values ?? [], compares: true, path, errors);

    private static void NodeField(NodeSelectorRequirement requirement, FieldPath path, FieldErrors errors)
    {
        var values = requirement.Values ?? [];
        if (requirement.Operator is not ("In" or "NotIn"))
        {
            errors.Invalid(path.Child("operator"), requirement.Operator ?? "", "not a valid selector operator");
        }
        else if (values.Count != 1)
        {
            errors.Required(path.Child("values"), "must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
        }

        if (requirement.Key != "metadata.name")
        {
            errors.Invalid(path.Child("key"), requirement.Key ?? "", "not a valid field selector key");
            return;
        }

        for (var i = 0; i < values.Count; i++)
        {
            FieldRules.Dns1123Subdomain(path.Child("values").Index(i), values[i], errors);
        }
    }

    private static void PodTerms(
        IReadOnlyList<PodAffinityTerm>? required, IReadOnlyList<WeightedPodAffinityTerm>? preferred, FieldPath path, FieldErrors errors)
    {
        for (var i = 0; i < (required?.Count ?? 0); i++)
        {
            PodTerm(required![i], path.Child(Required).Index(i), errors);
        }

        for (var i = 0; i < (preferred?.Count ?? 0); i++)
        {
            var at = path.Child(Preferred).Index(i);
            Weight(preferred![i].Weight, at.Child("weight"), errors);
            PodTerm(preferred[i].PodAffinityTerm ?? new PodAffinityTerm(), at.Child("podAffinityTerm"), errors);
        }
    }

    private static void PodTerm(PodAffinityTerm term, FieldPath path, FieldErrors errors)
    {
        LabelRules.Selector(term.LabelSelector, path.Child("labelSelector"), errors);
        LabelRules.Selector(term.NamespaceSelector, path.Child("namespaceSelector"), errors);
        foreach (var name in term.Namespaces ?? [])
        {
            FieldRules.Dns1123Label(path.Child("namespace"), name, errors);
        }

        LabelKeys(term.MatchLabelKeys ?? [], term.LabelSelector, path.Child("matchLabelKeys"), errors);
        LabelKeys(term.MismatchLabelKeys ?? [], term.LabelSelector, path.Child("mismatchLabelKeys"), errors);
        var keys = term.MatchLabelKeys ?? [];
        for (var i = 0; i < keys.Count; i++)
        {
            if ((term.MismatchLabelKeys ?? []).Contains(keys[i], StringComparer.Ordinal))
            {
                errors.Invalid(path.Child("matchLabelKeys").Index(i), keys[i], "exists in both matchLabelKeys and mismatchLabelKeys");
            }
        }

        FieldRules.RequiredText(path.Child("topologyKey"), term.TopologyKey, errors, "can not be empty");
        FieldRules.QualifiedName(path.Child("topologyKey"), term.TopologyKey, errors);
    }

    private static void LabelKeys(IReadOnlyList<string> keys, LabelSelector? selector, FieldPath path, FieldErrors errors)
    {
        if (keys.Count > 0 && selector is null)
        {
            errors.Forbidden(path, "must not be specified when labelSelector is not set");
            return;
        }

        for (var i = 0; i < keys.Count; i++)
        {
            FieldRules.QualifiedName(path.Index(i), keys[i], errors);
        }
    }

    private static void Weight(int? weight, FieldPath path, FieldErrors errors)
    {
        if (weight is not (> 0 and <= 100))
        {
            errors.Invalid(path, weight ?? 0, "must be in the range 1-100");
        }
    }
}
