using System.Text;
using JobFlows.Api.Schema;

namespace JobFlows.Api.Patching.Ownership;

/// <summary>A set of field paths, as a trie. A path may be in the set or only lead to others.</summary>
internal sealed class FieldSet
{
    /// <summary>No path. Never changed.</summary>
    public static readonly FieldSet Empty = new();

    private readonly SortedDictionary<PathElement, Node> nodes = [];

    /// <summary>Whether there is no path in it.</summary>
    public bool IsEmpty => nodes.Count == 0;

    /// <summary>The steps from here: whether the path ends there, and what is below.</summary>
    public IEnumerable<(PathElement Element, bool Member, FieldSet Children)> Nodes =>
        nodes.Select(node => (node.Key, node.Value.Member, node.Value.Children));

    /// <summary>The set of the given paths.</summary>
    public static FieldSet Of(params IReadOnlyList<PathElement>[] paths)
    {
        var set = new FieldSet();
        foreach (var path in paths)
        {
            set.Insert(path);
        }

        return set;
    }

    /// <summary>Adds a path. The empty path (the whole object) is in no set.</summary>
    public void Insert(IReadOnlyList<PathElement> path)
    {
        var set = this;
        for (var i = 0; i < path.Count; i++)
        {
            set.nodes.TryGetValue(path[i], out var node);
            var next = node.Children ?? new FieldSet();
            set.nodes[path[i]] = new Node(node.Member || i == path.Count - 1, next);
            set = next;
        }
    }

    /// <summary>Adds a step with everything below it.</summary>
    public void Add(PathElement element, bool member, FieldSet children)
    {
        if (member || !children.IsEmpty)
        {
            nodes[element] = new Node(member, children);
        }
    }

    /// <summary>Whether a path of one step is in the set.</summary>
    public bool Has(PathElement element) => nodes.TryGetValue(element, out var node) && node.Member;

    /// <summary>Whether a path is in the set.</summary>
    public bool Has(IReadOnlyList<PathElement> path) =>
        path.Count > 0 && path.SkipLast(1).Aggregate(this, (set, element) => set.Below(element)).Has(path[^1]);

    /// <summary>The paths that begin with a step, without it.</summary>
    public FieldSet Below(PathElement element) => nodes.TryGetValue(element, out var node) ? node.Children : Empty;

    /// <summary>The paths in either set.</summary>
    public FieldSet Union(FieldSet other) => Combine(other, static (mine, theirs) => mine || theirs);

    /// <summary>The paths in both sets.</summary>
    public FieldSet Intersection(FieldSet other) => Combine(other, static (mine, theirs) => mine && theirs);

    /// <summary>The paths in this set only. What is below a removed path stays.</summary>
    public FieldSet Difference(FieldSet other) => Combine(other, static (mine, theirs) => mine && !theirs);

    /// <summary>The set without a step and everything below it.</summary>
    public FieldSet Without(PathElement element)
    {
        var result = new FieldSet();
        foreach (var (step, member, children) in Nodes)
        {
            if (step != element)
            {
                result.Add(step, member, children);
            }
        }

        return result;
    }

    /// <summary>The set with each named field of a struct in it that leads to a path.</summary>
    public FieldSet WithNamedFields(Slot slot)
    {
        var result = new FieldSet();
        foreach (var (element, member, children) in Nodes)
        {
            var named = element.Kind == 'f' && slot.Type is { Kind: SchemaKind.Struct } type && type.Field(element.Text) is not null;
            result.Add(element, member || named, children.WithNamedFields(slot.At(element)));
        }

        return result;
    }

    /// <summary>Every path: at each level first the paths that end there.</summary>
    public IEnumerable<IReadOnlyList<PathElement>> Paths()
    {
        foreach (var (element, node) in nodes)
        {
            if (node.Member)
            {
                yield return [element];
            }
        }

        foreach (var (element, node) in nodes)
        {
            foreach (var path in node.Children.Paths())
            {
                yield return [element, .. path];
            }
        }
    }

    /// <summary>A path for people.</summary>
    public static string Print(IEnumerable<PathElement> path) => path.Aggregate(new StringBuilder(), (text, element) => text.Append(element)).ToString();

    /// <summary>Whether both have the same paths.</summary>
    public bool SameAs(FieldSet other) => Difference(other).IsEmpty && other.Difference(this).IsEmpty;

    private FieldSet Combine(FieldSet other, Func<bool, bool, bool> keep)
    {
        var result = new FieldSet();
        foreach (var element in nodes.Keys.Union(other.nodes.Keys))
        {
            result.Add(element, keep(Has(element), other.Has(element)), Below(element).Combine(other.Below(element), keep));
        }

        return result;
    }

    private readonly record struct Node(bool Member, FieldSet Children);
}
