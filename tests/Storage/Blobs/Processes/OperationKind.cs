namespace JobFlows.Storage.Tests.Blobs.Processes;

/// <summary>What a process was told.</summary>
internal enum OperationKind
{
    /// <summary>Its write is committed: at this revision, with this tag.</summary>
    Written,

    /// <summary>The object is there, last changed at this revision.</summary>
    Found,

    /// <summary>The object is there, created with this tag.</summary>
    Exists,

    /// <summary>There is no such object.</summary>
    Missing,

    /// <summary>A list at this revision; the tag is what was in it.</summary>
    Listed,
}
