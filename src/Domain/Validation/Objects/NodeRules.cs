using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Validation.Pods;

namespace JobFlows.Domain.Validation.Objects;

/// <summary>Nodes.</summary>
internal static class NodeRules
{
    internal static void Validate(Node node, FieldErrors errors)
    {
        ObjectMetaRules.Validate(node.Metadata, namespaced: false, Names.Dns1123Subdomain, errors);
        TaintsAndResources(node, errors);
    }

    internal static void ValidateUpdate(Node old, Node node, FieldErrors errors)
    {
        TaintsAndResources(node, errors);
        var (before, after) = (old.Spec ?? new NodeSpec(), node.Spec ?? new NodeSpec());
        if (before.PodCIDRs is { Count: > 0 } cidrs && !cidrs.SequenceEqual(after.PodCIDRs ?? [], StringComparer.Ordinal))
        {
            errors.Forbidden(FieldPath.Spec.Child("podCIDRs"), "node updates may not change podCIDR except from \"\" to valid");
        }

        if (!string.IsNullOrEmpty(before.ProviderID) && before.ProviderID != after.ProviderID)
        {
            errors.Forbidden(FieldPath.Spec.Child("providerID"), "node updates may not change providerID except from \"\" to valid");
        }
    }

    private static void TaintsAndResources(Node node, FieldErrors errors)
    {
        // Upstream reports taints below metadata.
        Taints(node.Spec?.Taints ?? [], FieldPath.Metadata.Child("taints"), errors);
        Amounts(node.Status?.Capacity, FieldPath.Status.Child("capacity"), errors);
        Amounts(node.Status?.Allocatable, FieldPath.Status.Child("allocatable"), errors);
    }

    private static void Taints(IReadOnlyList<Taint> taints, FieldPath path, FieldErrors errors)
    {
        var seen = new HashSet<(string?, string?)>();
        for (var i = 0; i < taints.Count; i++)
        {
            var (taint, at) = (taints[i], path.Index(i));
            FieldRules.QualifiedName(at.Child("key"), taint.Key, errors);
            errors.InvalidEach(at.Child("value"), taint.Value ?? "", Names.LabelValue(taint.Value ?? ""));
            if (string.IsNullOrEmpty(taint.Effect))
            {
                errors.Required(at.Child("effect"));
            }
            else
            {
                TolerationRules.Effect(taint.Effect, at.Child("effect"), errors);
            }

            if (!seen.Add((taint.Key, taint.Effect)))
            {
                errors.Duplicate(at, taint, "taints must be unique by key and effect pair");
            }
        }
    }

    private static void Amounts(IReadOnlyDictionary<string, Quantity>? amounts, FieldPath path, FieldErrors errors)
    {
        foreach (var (name, amount) in amounts ?? new Dictionary<string, Quantity>())
        {
            ResourceRules.Amount(name, amount, path.Child(name), errors);
        }
    }
}
