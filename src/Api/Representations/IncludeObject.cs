namespace JobFlows.Api.Representations;

/// <summary>What table rows carry of their objects (the query parameter <c>includeObject</c>).</summary>
internal enum IncludeObject
{
    /// <summary>The metadata; the default.</summary>
    Metadata,

    /// <summary>Nothing.</summary>
    None,

    /// <summary>All of it.</summary>
    Object,
}
