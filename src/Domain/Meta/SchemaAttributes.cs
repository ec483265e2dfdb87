namespace JobFlows.Domain.Meta;

// How lists and maps merge. The OpenAPI documents, strategic merge patch and server-side apply read these; the types are the only source.

/// <summary>Strategic merge patch merges this list instead of replacing it (by <see cref="Key"/>, or as a set of scalars when it is null).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PatchMergeAttribute(string? key = null) : Attribute
{
    /// <summary>The JSON name of the merge key.</summary>
    public string? Key { get; } = key;

    /// <summary>Whether fields of a merged item that the patch does not name are dropped (<c>$retainKeys</c>).</summary>
    public bool RetainKeys { get; init; }
}

/// <summary>Strategic merge patch drops fields that <c>$retainKeys</c> does not name: the value is a union.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PatchRetainKeysAttribute : Attribute;

/// <summary>For server-side apply the list is a map, its items known by these keys.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListMapAttribute(params string[] keys) : Attribute
{
    /// <summary>The JSON names of the key fields.</summary>
    public IReadOnlyList<string> Keys { get; } = keys;
}

/// <summary>For server-side apply the list is a set of scalars.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListSetAttribute : Attribute;

/// <summary>For server-side apply the value is owned as a whole.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class AtomicValueAttribute : Attribute;
