using System.Text.Json.Nodes;

namespace JobFlows.Api.Patching.Ownership;

/// <summary>Removes what an applier no longer applies and nobody else owns.</summary>
internal static class Pruning
{
    /// <summary>Prunes the merged object.</summary>
    /// <param name="merged">The object with the new configuration merged in.</param>
    /// <param name="last">What the applier owned until now.</param>
    /// <param name="owned">What anyone owns, by the applier's new configuration too.</param>
    /// <param name="root">The object's type.</param>
    public static JsonNode? Prune(JsonNode? merged, FieldSet last, FieldSet owned, Slot root)
    {
        if (last.IsEmpty)
        {
            return merged;
        }

        var all = FieldSets.Of(merged, root).WithNamedFields(root);
        var lastNamed = last.WithNamedFields(root);

        // First without everything that was applied, then with what is owned put back, then with what the applier never owned put back.
        var pruned = TypedMerge.Remove(merged, lastNamed, root);
        var kept = FieldSets.Of(pruned, root).WithNamedFields(root);
        pruned = TypedMerge.Remove(merged, all.Difference(kept.Union(owned.WithNamedFields(root))), root);
        kept = FieldSets.Of(pruned, root).WithNamedFields(root);
        return TypedMerge.Remove(merged, all.Difference(kept).Intersection(lastNamed), root);
    }
}
