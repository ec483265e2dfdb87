namespace JobFlows.Api.Schema;

/// <summary>The shapes of values that API types are made of.</summary>
internal enum SchemaKind
{
    /// <summary>Any JSON.</summary>
    Any,

    /// <summary>An object with known fields.</summary>
    Struct,

    /// <summary>An object with any keys.</summary>
    Map,

    /// <summary>An array.</summary>
    List,

    /// <summary>A string.</summary>
    String,

    /// <summary>A number of 32 bits.</summary>
    Int32,

    /// <summary>A number of 64 bits.</summary>
    Int64,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>An RFC 3339 time.</summary>
    Time,

    /// <summary>An RFC 3339 time, written with six digits of a second.</summary>
    MicroTime,

    /// <summary>Base64.</summary>
    Bytes,

    /// <summary>A number or a string.</summary>
    IntOrString,

    /// <summary>A resource amount.</summary>
    Quantity,
}
