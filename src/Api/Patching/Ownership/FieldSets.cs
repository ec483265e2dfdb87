using System.Text.Json.Nodes;

namespace JobFlows.Api.Patching.Ownership;

/// <summary>The paths of an object's fields.</summary>
internal static class FieldSets
{
    /// <summary>Every field that the value sets: leaves, atomic values, empty structs, map keys and list items.</summary>
    public static FieldSet Of(JsonNode? value, Slot slot)
    {
        var set = new FieldSet();
        if (IsLeaf(value, slot))
        {
            return set;
        }

        switch (value)
        {
            case JsonObject map:
                foreach (var (name, member) in map)
                {
                    var at = slot.Member(name);
                    var itself = IsLeaf(member, at) || member is null or JsonObject { Count: 0 } || slot.Type.Field(name) is null;
                    set.Add(PathElement.Field(name), itself, Of(member, at));
                }

                break;
            case JsonArray list:
                foreach (var group in Named(list, slot))
                {
                    // Items of one key are owned together.
                    set.Add(group.Key, member: true, group.Count() == 1 ? Of(group.Single(), slot.Item()) : FieldSet.Empty);
                }

                break;
        }

        return set;
    }

    /// <summary>Whether a value is owned as a whole.</summary>
    public static bool IsLeaf(JsonNode? value, Slot slot) => slot.Atomic || value switch
    {
        JsonObject => !slot.IsMap,
        JsonArray => !slot.IsList,
        _ => !slot.IsMap && !slot.IsList,
    };

    /// <summary>The items of a list by their names in paths, in order.</summary>
    public static IEnumerable<IGrouping<PathElement, JsonNode?>> Named(JsonArray? list, Slot slot) =>
        (list ?? []).Select((item, index) => (Name: slot.NameOrIndex(item, index), Item: item)).GroupBy(item => item.Name, item => item.Item);
}
