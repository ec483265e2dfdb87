namespace JobFlows.Workflows.Objects;

/// <summary>Which objects to list. Their order is by namespace, then name, ordinal.</summary>
public sealed record ListQuery
{
    /// <summary>The group resource.</summary>
    public required string Resource { get; init; }

    /// <summary>Only this namespace; null for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>Only objects indexed under this owner's UID; null for all.</summary>
    public string? Owner { get; init; }

    /// <summary>At most this many; 0 for all.</summary>
    public int Limit { get; init; }

    /// <summary>Read as of this revision; null for the newest. A page after the first names the first page's revision.</summary>
    public long? Revision { get; init; }

    /// <summary>Only objects after this one; null from the start.</summary>
    public ObjectKey? After { get; init; }
}
