namespace JobFlows.Storage.Objects;

/// <summary>How much a <see cref="SqliteObjectStore"/> keeps in memory.</summary>
public sealed record SqliteObjectStoreOptions
{
    /// <summary>The most recent changes that watchers read from memory; older ones come from the database. Default 8192.</summary>
    public int RecentChanges { get; init; } = 8192;

    /// <summary>Bytes of JSON that those changes may hold, counting each state before and after a change. Default 64 MiB.</summary>
    public long RecentBytes { get; init; } = 64 << 20;
}
