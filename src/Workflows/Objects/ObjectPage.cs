namespace JobFlows.Workflows.Objects;

/// <summary>A part of a list.</summary>
/// <param name="Items">The objects, in order.</param>
/// <param name="Revision">The revision that the whole list is read at.</param>
/// <param name="More">Whether objects follow the last item.</param>
public sealed record ObjectPage(IReadOnlyList<StoredObject> Items, long Revision, bool More)
{
    /// <summary>How many objects follow the last item.</summary>
    public long Remaining { get; init; }
}
