namespace JobFlows.Workflows.Objects;

/// <summary>One change wanted of the store.</summary>
public abstract record ObjectWrite
{
    private ObjectWrite()
    {
    }

    /// <summary>The object's place.</summary>
    public required ObjectKey Key { get; init; }

    /// <summary>The object's bytes, without <c>resourceVersion</c>; for a delete, its last state, which watchers are shown.</summary>
    public required ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>The UID of the owner to index it under, or null: see <see cref="ListQuery.Owner"/>.</summary>
    public string? Owner { get; init; }

    /// <summary>Creates an object where there is none.</summary>
    public sealed record Create : ObjectWrite
    {
        /// <summary>The new object's UID.</summary>
        public required string Uid { get; init; }
    }

    /// <summary>Replaces the object if it is still at <see cref="ExpectedRevision"/>.</summary>
    public sealed record Update : ObjectWrite
    {
        /// <summary>The revision the caller has read.</summary>
        public required long ExpectedRevision { get; init; }
    }

    /// <summary>Removes the object if it is still at <see cref="ExpectedRevision"/>.</summary>
    public sealed record Delete : ObjectWrite
    {
        /// <summary>The revision the caller has read.</summary>
        public required long ExpectedRevision { get; init; }
    }
}
