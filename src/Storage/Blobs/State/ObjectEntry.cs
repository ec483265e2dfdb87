using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Blobs.State;

/// <summary>An object that exists, and the owner that it is indexed under.</summary>
internal sealed record ObjectEntry(StoredObject Stored, string? Owner)
{
    /// <summary>An entry to look for, not to keep.</summary>
    public static ObjectEntry At(ObjectKey key, string? owner = null) => new(new StoredObject(key, "", 0, default), owner);
}
