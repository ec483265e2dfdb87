using JobFlows.Storage.Blobs.State;

namespace JobFlows.Storage.Blobs.Log;

/// <summary>What one append says.</summary>
internal abstract record LogRecord
{
    private LogRecord()
    {
    }

    /// <summary>Objects have changed.</summary>
    /// <param name="Before">The newest revision before; the changes have those that follow, without a gap.</param>
    /// <param name="Changes">At least one.</param>
    public sealed record Changed(long Before, IReadOnlyList<LoggedChange> Changes) : LogRecord;

    /// <summary>History up to a revision is forgotten.</summary>
    public sealed record Compacted(long Floor) : LogRecord;

    /// <summary>Revisions up to this one are left out: they were given before, to writes that storage has lost. History before it is forgotten.</summary>
    public sealed record Skipped(long To) : LogRecord;

    /// <summary>Nothing follows here: the log goes on at the beginning of another segment.</summary>
    public sealed record Sealed(string Next) : LogRecord;
}
