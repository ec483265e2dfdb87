namespace JobFlows.Api.Patching;

/// <summary>The media types of patches.</summary>
internal static class PatchTypes
{
    /// <summary>RFC 6902.</summary>
    public const string Json = "application/json-patch+json";

    /// <summary>RFC 7386.</summary>
    public const string Merge = "application/merge-patch+json";

    /// <summary>Kubernetes' merge patch that knows how lists merge.</summary>
    public const string Strategic = "application/strategic-merge-patch+json";

    /// <summary>Server-side apply; see <see cref="FieldManager"/>.</summary>
    public const string Apply = "application/apply-patch+yaml";

    /// <summary>All of them, in the order in which Kubernetes lists them.</summary>
    public static readonly IReadOnlyList<string> All = [Json, Merge, Strategic, Apply];
}
