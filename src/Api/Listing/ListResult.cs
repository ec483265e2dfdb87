using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Listing;

/// <summary>A page of a list.</summary>
/// <param name="Items">The selected objects.</param>
/// <param name="Revision">The revision of the whole list.</param>
/// <param name="Continue">Where the next page begins; null on the last one.</param>
internal sealed record ListResult(IReadOnlyList<StoredObject> Items, long Revision, string? Continue)
{
    /// <summary>How many items follow this page; null where that is not known, because of a selector.</summary>
    public long? Remaining { get; init; }
}
