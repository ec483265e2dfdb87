namespace JobFlows.Domain.Meta;

/// <summary>A kind and where it is served.</summary>
/// <param name="Group">The API group; empty for core.</param>
/// <param name="Version">The version, such as <c>v1</c>.</param>
/// <param name="Kind">The kind, such as <c>Job</c>.</param>
/// <param name="Plural">The resource's name in paths, such as <c>jobs</c>.</param>
/// <param name="Namespaced">Whether its objects live in namespaces.</param>
public sealed record ResourceType(string Group, string Version, string Kind, string Plural, bool Namespaced)
{
    /// <summary><c>batch/v1</c>, or <c>v1</c> for the core group.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The group resource as Kubernetes writes it: <c>jobs.batch</c>, or <c>pods</c> for the core group. Object keys use it.</summary>
    public string Resource { get; } = Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <inheritdoc/>
    public override string ToString() => Resource;
}
