namespace JobFlows.Storage.Blobs;

/// <summary>How a <see cref="BlobObjectStore"/> works.</summary>
public sealed record BlobObjectStoreOptions
{
    /// <summary>The blob container that holds it, created where it is missing. Default <c>jobflows-objects</c>.</summary>
    public string Container { get; init; } = "jobflows-objects";

    /// <summary>Changes that are kept in memory, each with the state it led to; the oldest expire early when there are more. Default 32,768.</summary>
    public int HistoryChanges { get; init; } = 32_768;

    /// <summary>Bytes of JSON that those changes may hold. Default 128 MiB.</summary>
    public long HistoryBytes { get; init; } = 128 << 20;

    /// <summary>Appends after which a new segment of the log begins; Azure allows 50,000 for a blob. Default 49,000.</summary>
    public int SegmentAppends { get; init; } = 49_000;

    /// <summary>Bytes after which a new segment of the log begins. Default 64 MiB.</summary>
    public long SegmentBytes { get; init; } = 64 << 20;

    /// <summary>Bytes of log since the last snapshot that make a compaction write a new one, unless the objects themselves are larger. Default 4 MiB.</summary>
    public long SnapshotAfterBytes { get; init; } = 4 << 20;

    /// <summary>Bytes of JSON that are committed together, unless a single batch is larger. Default 4 MiB.</summary>
    public int LargestGroup { get; init; } = 4 << 20;

    /// <summary>How often watches look for what others have written while they write. Default 250 ms.</summary>
    public TimeSpan ShortestPoll { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often watches look for what others have written when nobody writes: 720 reads an hour by default, 5 s.</summary>
    public TimeSpan LongestPoll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a read waits to learn what others have written, while a commit's outcome is unknown for example. Default 10 s.</summary>
    public TimeSpan ReadPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a commit whose outcome is unknown is tried again. Default 1 min.</summary>
    public TimeSpan LongestOutage { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Told of the newest revision when writes are committed, before those who asked for them are. It is quick.</summary>
    public Action<long>? Committed { get; init; }

    /// <summary>Told when storage has lost writes that this process has seen, each time that this is met. Every request fails from then on.</summary>
    public Action<StoreBehindException>? Behind { get; init; }

    /// <summary>Told of trouble in the background that nobody else is told of.</summary>
    public Action<string, Exception>? Trouble { get; init; }
}
