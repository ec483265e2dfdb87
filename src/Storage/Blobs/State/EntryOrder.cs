namespace JobFlows.Storage.Blobs.State;

/// <summary>The orders that entries are kept in.</summary>
internal static class EntryOrder
{
    /// <summary>By resource, namespace and name, ordinal.</summary>
    public static IComparer<ObjectEntry> ByKey { get; } = Comparer<ObjectEntry>.Create(CompareKeys);

    /// <summary>By owner, then by key.</summary>
    public static IComparer<ObjectEntry> ByOwner { get; } = Comparer<ObjectEntry>.Create((x, y) =>
        string.CompareOrdinal(x.Owner, y.Owner) is not 0 and var owners ? owners : CompareKeys(x, y));

    private static int CompareKeys(ObjectEntry x, ObjectEntry y)
    {
        var (a, b) = (x.Stored.Key, y.Stored.Key);
        return string.CompareOrdinal(a.Resource, b.Resource) is not 0 and var resources ? resources
            : string.CompareOrdinal(a.Namespace, b.Namespace) is not 0 and var namespaces ? namespaces
            : string.CompareOrdinal(a.Name, b.Name);
    }
}
