namespace JobFlows.Domain.Meta;

/// <summary>The three families of quantity suffixes.</summary>
internal enum QuantityStyle
{
    /// <summary><c>n u m k M G T P E</c>.</summary>
    DecimalSI,

    /// <summary><c>Ki Mi Gi Ti Pi Ei</c>.</summary>
    BinarySI,

    /// <summary><c>e3</c>.</summary>
    DecimalExponent,
}
