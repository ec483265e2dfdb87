namespace JobFlows.Domain.Authorization;

/// <summary>A request about objects.</summary>
public sealed record ResourceAttributes
{
    /// <summary>The namespace. Empty for cluster-wide kinds, and to mean all namespaces.</summary>
    public string? Namespace { get; init; }

    /// <summary>The verb: get, list, watch, create, update, patch, delete, deletecollection or another; * means all.</summary>
    public string? Verb { get; init; }

    /// <summary>The API group; empty for the core group, * means all.</summary>
    public string? Group { get; init; }

    /// <summary>The API version; * means all.</summary>
    public string? Version { get; init; }

    /// <summary>The resource's plural name, such as jobs; * means all.</summary>
    public string? Resource { get; init; }

    /// <summary>The subresource, such as status; empty for none.</summary>
    public string? Subresource { get; init; }

    /// <summary>The object's name; empty means all.</summary>
    public string? Name { get; init; }

    /// <summary>A limit on which objects are asked about, by field.</summary>
    public FieldSelectorAttributes? FieldSelector { get; init; }

    /// <summary>A limit on which objects are asked about, by label.</summary>
    public LabelSelectorAttributes? LabelSelector { get; init; }
}
