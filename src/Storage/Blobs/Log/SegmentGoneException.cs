namespace JobFlows.Storage.Blobs.Log;

/// <summary>The segment at the end of what has been read is deleted: others have written a later snapshot.</summary>
/// <param name="blob">The segment's blob, as container/name.</param>
/// <param name="inner">How storage says so.</param>
internal sealed class SegmentGoneException(string blob, Exception inner) : Exception($"{blob} is gone", inner)
{
    /// <summary>The segment's blob, as container/name.</summary>
    public string Blob { get; } = blob;
}
