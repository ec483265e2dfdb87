using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Blobs;

/// <summary>
/// The log ends before what this process has seen of it: storage has lost writes that it had accepted. A storage account never does; an emulator that
/// was killed does, and so does a container that was restored. What is left may be sound, but this process is ahead of it and can't go on.
/// </summary>
/// <param name="blob">The blob, as container/name.</param>
/// <param name="position">Where the log should go on, in bytes from the blob's beginning.</param>
/// <param name="reason">What is there instead.</param>
public sealed class StoreBehindException(string blob, long position, string reason)
    : StoreUnavailableException($"the object store has lost writes: {blob} at byte {position}: {reason}")
{
    /// <summary>The blob, as container/name.</summary>
    public string Blob { get; } = blob;

    /// <summary>Where the log should go on, in bytes from the blob's beginning.</summary>
    public long Position { get; } = position;

    /// <summary>What is there instead.</summary>
    public string Reason { get; } = reason;
}
