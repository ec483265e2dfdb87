namespace JobFlows.Api.Schema;

/// <summary>What becomes of unknown and duplicate fields in a request body (the query parameter <c>fieldValidation</c>).</summary>
internal enum FieldValidation
{
    /// <summary>They are dropped and reported as warnings; the default.</summary>
    Warn,

    /// <summary>They fail the request.</summary>
    Strict,

    /// <summary>They are dropped in silence.</summary>
    Ignore,
}
