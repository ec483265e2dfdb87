namespace JobFlows.Api.Negotiation;

/// <summary>How objects are to be shown.</summary>
internal enum ObjectShape
{
    /// <summary>As themselves.</summary>
    Plain,

    /// <summary>As rows of a table.</summary>
    Table,

    /// <summary>Their metadata only.</summary>
    Metadata,
}
