namespace JobFlows.Api.Negotiation;

/// <summary>How objects are to be shown.</summary>
/// <param name="Shape">As themselves, as table rows, or their metadata only.</param>
/// <param name="Version">The version of the table or metadata: <c>v1</c> or <c>v1beta1</c>.</param>
/// <param name="Kind">The kind asked for instead of the object's own; null for its own.</param>
internal sealed record ObjectForm(ObjectShape Shape, string Version = "v1", string? Kind = null);
