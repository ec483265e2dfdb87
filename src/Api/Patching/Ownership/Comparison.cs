using System.Text.Json.Nodes;

namespace JobFlows.Api.Patching.Ownership;

/// <summary>What differs between two objects of a type.</summary>
internal sealed class Comparison
{
    private readonly List<PathElement> path = [];

    private Comparison()
    {
    }

    /// <summary>Fields that only the second has.</summary>
    public FieldSet Added { get; private set; } = new();

    /// <summary>Fields that both have, with different values.</summary>
    public FieldSet Modified { get; private set; } = new();

    /// <summary>Fields that only the first has.</summary>
    public FieldSet Removed { get; private set; } = new();

    /// <summary>Compares.</summary>
    public static Comparison Of(JsonNode? before, JsonNode? after, Slot slot)
    {
        var comparison = new Comparison();
        comparison.Compare(before, after, slot);
        return comparison;
    }

    /// <summary>Leaves out a top-level field.</summary>
    public void Ignore(PathElement field)
    {
        Added = Added.Without(field);
        Modified = Modified.Without(field);
        Removed = Removed.Without(field);
    }

    private void Compare(JsonNode? before, JsonNode? after, Slot slot)
    {
        var sample = before ?? after;
        var bothEmpty = IsEmpty(before) && IsEmpty(after);
        if (FieldSets.IsLeaf(sample, slot) || bothEmpty)
        {
            Leaf(before, after);
            return;
        }

        if (slot.IsMap)
        {
            CompareMaps(before as JsonObject ?? [], after as JsonObject ?? [], slot);
        }
        else
        {
            CompareLists(before as JsonArray, after as JsonArray, slot);
        }

        if (before is null)
        {
            Added.Insert(path);
        }
        else if (after is null)
        {
            Removed.Insert(path);
        }
    }

    private void Leaf(JsonNode? before, JsonNode? after)
    {
        if (before is null)
        {
            Added.Insert(path);
        }
        else if (after is null)
        {
            Removed.Insert(path);
        }
        else if (!JsonNode.DeepEquals(before, after))
        {
            Modified.Insert(path);
        }
    }

    private void CompareMaps(JsonObject before, JsonObject after, Slot slot)
    {
        foreach (var name in before.Select(member => member.Key).Union(after.Select(member => member.Key), StringComparer.Ordinal))
        {
            Step(PathElement.Field(name), before[name], after[name], slot.Member(name));
        }
    }

    // Items of one key can't be told apart: such a group is compared as one value.
    private void CompareLists(JsonArray? before, JsonArray? after, Slot slot)
    {
        var left = FieldSets.Named(before, slot).ToDictionary(group => group.Key, group => group.ToList());
        var right = FieldSets.Named(after, slot).ToDictionary(group => group.Key, group => group.ToList());
        foreach (var name in left.Keys.Union(right.Keys))
        {
            var olds = left.GetValueOrDefault(name, []);
            var news = right.GetValueOrDefault(name, []);
            switch (olds.Count, news.Count)
            {
                case ( <= 1, <= 1):
                    Step(name, olds.FirstOrDefault(), news.FirstOrDefault(), slot.Item());
                    break;
                case ( >= 2, >= 2):
                    if (!olds.SequenceEqual(news, NodeEquality))
                    {
                        Modified.Insert([.. path, name]);
                    }

                    break;
                case ( >= 2, _):
                    if (news.Count == 1)
                    {
                        Step(name, null, news[0], slot.Item());
                    }

                    Removed.Insert([.. path, name]);
                    break;
                default:
                    if (olds.Count == 1)
                    {
                        Step(name, olds[0], null, slot.Item());
                    }

                    Added.Insert([.. path, name]);
                    break;
            }
        }
    }

    private void Step(PathElement element, JsonNode? before, JsonNode? after, Slot slot)
    {
        if (before is null && after is null)
        {
            return;
        }

        path.Add(element);
        Compare(before, after, slot);
        path.RemoveAt(path.Count - 1);
    }

    private static bool IsEmpty(JsonNode? node) => node is null or JsonObject { Count: 0 } or JsonArray { Count: 0 };

    private static readonly IEqualityComparer<JsonNode?> NodeEquality =
        EqualityComparer<JsonNode?>.Create(JsonNode.DeepEquals, static _ => 0);
}
