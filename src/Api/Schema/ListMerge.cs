namespace JobFlows.Api.Schema;

/// <summary>How server-side apply sees a list.</summary>
internal enum ListMerge
{
    /// <summary>One value, owned as a whole.</summary>
    Atomic,

    /// <summary>A set of scalars.</summary>
    Set,

    /// <summary>A map of items known by their key fields.</summary>
    Map,
}
