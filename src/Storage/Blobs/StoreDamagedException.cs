namespace JobFlows.Storage.Blobs;

/// <summary>What is stored is not what was written. Nothing is read past it: whoever operates the store has to restore or remove it.</summary>
/// <param name="blob">The blob, as container/name.</param>
/// <param name="position">Where in it, in bytes from its beginning.</param>
/// <param name="reason">What is wrong there.</param>
public sealed class StoreDamagedException(string blob, long position, string reason)
    : Exception($"the object store is damaged: {blob} at byte {position}: {reason}")
{
    /// <summary>The blob, as container/name.</summary>
    public string Blob { get; } = blob;

    /// <summary>Where in it, in bytes from its beginning.</summary>
    public long Position { get; } = position;
}
