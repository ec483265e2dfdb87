namespace JobFlows.Domain.Meta;

/// <summary>The metadata of a list.</summary>
public sealed record ListMeta
{
    /// <summary>Deprecated.</summary>
    public string? SelfLink { get; init; }

    /// <summary>The store revision at which the list was read.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Where the next page begins; absent on the last one.</summary>
    public string? Continue { get; init; }

    /// <summary>How many items come after this page, where known.</summary>
    public long? RemainingItemCount { get; init; }
}
