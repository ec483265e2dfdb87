namespace JobFlows.Workflows.Objects;

/// <summary>The wanted revision is compacted away (410 Expired), or has not been reached yet.</summary>
public sealed class RevisionExpiredException(long wanted, long oldest)
    : Exception($"too old resource version: {wanted} ({oldest})")
{
    /// <summary>The revision asked for.</summary>
    public long Wanted { get; } = wanted;

    /// <summary>The oldest revision that can still be read.</summary>
    public long Oldest { get; } = oldest;
}
