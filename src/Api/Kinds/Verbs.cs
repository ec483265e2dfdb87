namespace JobFlows.Api.Kinds;

/// <summary>Sets of verbs, in discovery's order.</summary>
internal static class Verbs
{
    /// <summary>All that a stored kind offers.</summary>
    public static readonly IReadOnlyList<string> All = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    /// <summary>Reading only.</summary>
    public static readonly IReadOnlyList<string> Read = ["get", "list", "watch"];

    /// <summary>A review: it is posted and answered, and not kept.</summary>
    public static readonly IReadOnlyList<string> Create = ["create"];

    /// <summary>What <c>/status</c> offers.</summary>
    public static readonly IReadOnlyList<string> Status = ["get", "patch", "update"];
}
