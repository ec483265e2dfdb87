namespace JobFlows.Api.Patching.Ownership;

/// <summary>What one manager owns.</summary>
/// <param name="Fields">The fields.</param>
/// <param name="ApiVersion">The version that their names belong to.</param>
/// <param name="Time">When it last changed them.</param>
internal sealed record Managed(FieldSet Fields, string ApiVersion, DateTimeOffset? Time);
