namespace JobFlows.Storage.Blobs.Log;

/// <summary>What a frame holds. Stored: numbers are never given a second meaning, and an unknown one is refused.</summary>
internal enum FrameKind : byte
{
    /// <summary>Never written.</summary>
    None = 0,

    /// <summary>Changes of objects, each a revision.</summary>
    Changes = 1,

    /// <summary>History up to a revision is forgotten.</summary>
    Compacted = 2,

    /// <summary>The log goes on in another segment.</summary>
    Sealed = 3,

    /// <summary>Objects of a snapshot, in their order.</summary>
    SnapshotObjects = 4,

    /// <summary>The end of a snapshot.</summary>
    SnapshotEnd = 5,

    /// <summary>The manifest.</summary>
    Manifest = 6,

    /// <summary>Revisions are left out.</summary>
    Skipped = 7,
}
