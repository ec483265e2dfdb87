namespace JobFlows.Storage.Blobs.Log;

/// <summary>What reading on in the log has met.</summary>
internal sealed class Tail
{
    /// <summary>Whether there was anything.</summary>
    public bool Moved { get; set; }

    /// <summary>Whether the append looked for was among it.</summary>
    public bool FoundOwn { get; set; }
}
