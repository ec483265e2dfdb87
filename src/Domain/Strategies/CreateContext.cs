namespace JobFlows.Domain.Strategies;

/// <summary>What creating an object needs from outside.</summary>
/// <param name="Uid">The new object's UID.</param>
/// <param name="Now">The time, whole seconds of which are kept.</param>
/// <param name="Namespace">The namespace of the request, for objects that don't say it themselves.</param>
/// <param name="NameSuffix">Five random characters that make a name out of <c>generateName</c>; null when no name is to be made.</param>
public sealed record CreateContext(string Uid, DateTimeOffset Now, string? Namespace = null, string? NameSuffix = null);
