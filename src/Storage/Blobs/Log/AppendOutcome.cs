namespace JobFlows.Storage.Blobs.Log;

/// <summary>What became of an append.</summary>
internal enum AppendOutcome
{
    /// <summary>It is in the log, right after what had been read.</summary>
    Appended,

    /// <summary>It is in the log, and has been read back from there like what others write.</summary>
    ReadBack,

    /// <summary>Something else stands in its place, and has been read; it will never be in the log.</summary>
    Lost,
}
