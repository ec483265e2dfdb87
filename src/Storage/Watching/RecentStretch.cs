namespace JobFlows.Storage.Watching;

/// <summary>What memory knows of a topic after a revision.</summary>
internal abstract record RecentStretch
{
    private RecentStretch()
    {
    }

    /// <summary>There are changes.</summary>
    public sealed record Some(LogStretch Changes) : RecentStretch;

    /// <summary>There is none.</summary>
    /// <param name="Through">Up to this revision.</param>
    /// <param name="NextTouch">Ends with the next one.</param>
    public sealed record None(long Through, Task NextTouch) : RecentStretch;

    /// <summary>It has forgotten some of them: the log has them.</summary>
    public sealed record Forgotten : RecentStretch;
}
