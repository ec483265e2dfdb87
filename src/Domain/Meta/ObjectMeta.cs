namespace JobFlows.Domain.Meta;

/// <summary>The metadata that every object carries.</summary>
public sealed record ObjectMeta
{
    /// <summary>The name, unique among objects of the kind in a namespace. Can't be changed.</summary>
    public string? Name { get; init; }

    /// <summary>A prefix from which the server makes a unique name when none is given.</summary>
    public string? GenerateName { get; init; }

    /// <summary>The namespace the object lives in; absent for cluster-wide kinds.</summary>
    public string? Namespace { get; init; }

    /// <summary>Deprecated; kept so that it survives a round trip.</summary>
    public string? SelfLink { get; init; }

    /// <summary>A UUID that tells this object from every other, earlier ones of the same name included.</summary>
    public string? Uid { get; init; }

    /// <summary>The store's revision of this version of the object, a decimal number.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Counts the changes of the wanted state (the spec).</summary>
    public long? Generation { get; init; }

    /// <summary>When the server created the object.</summary>
    public DateTimeOffset? CreationTimestamp { get; init; }

    /// <summary>When the object will be, or was asked to be, gone. Set by the server on a graceful delete.</summary>
    public DateTimeOffset? DeletionTimestamp { get; init; }

    /// <summary>Seconds the object has to end by itself, counted to <see cref="DeletionTimestamp"/>.</summary>
    public long? DeletionGracePeriodSeconds { get; init; }

    /// <summary>Short values to select objects by.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Free values for people and tools; not selectable.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>The objects this one depends on; when all are gone it is collected.</summary>
    [PatchMerge("uid")]
    [ListMap("uid")]
    public IReadOnlyList<OwnerReference>? OwnerReferences { get; init; }

    /// <summary>Who has to let go before the object can disappear.</summary>
    [PatchMerge]
    [ListSet]
    public IReadOnlyList<string>? Finalizers { get; init; }

    /// <summary>Which client manages which fields; written by the server.</summary>
    [AtomicValue]
    public IReadOnlyList<ManagedFieldsEntry>? ManagedFields { get; init; }
}
