using JobFlows.Storage.Blobs.Log;
using JobFlows.Storage.Watching;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Blobs.State;

/// <summary>This process's copy of the store: what the log says so far. One writer, any number of readers.</summary>
internal sealed class Replica
{
    private const int RecentChangesKept = 8192;
    private const long RecentBytesKept = 64 << 20;
    private readonly RecentChanges recent;
    private volatile ObjectsState current;

    /// <summary>Begins with a state that has no history.</summary>
    public Replica(Step first, BlobObjectStoreOptions options)
    {
        current = first.State;
        History = new History(options.HistoryChanges, options.HistoryBytes, first);
        recent = new RecentChanges(first.Revision, Math.Min(RecentChangesKept, options.HistoryChanges), Math.Min(RecentBytesKept, options.HistoryBytes));
    }

    /// <summary>The newest state.</summary>
    public ObjectsState Current => current;

    /// <summary>What can be read of the past.</summary>
    public History History { get; }

    /// <summary>Moves on by some revisions, all at once, and tells the watches.</summary>
    public void Advance(IReadOnlyList<Step> steps)
    {
        if (steps.Count == 0)
        {
            return;
        }

        History.Add(steps);
        current = steps[^1].State;
        recent.Publish([.. steps.Select(step => step.Change!)]);
    }

    /// <summary>Begins again with a later state: what lies between is not known. Watches that have not seen it expire.</summary>
    public void Restart(Step step)
    {
        History.Restart(step);
        current = step.State;
        recent.Restart(step.Revision);
    }

    /// <summary>Opens a watch after a revision.</summary>
    /// <exception cref="RevisionExpiredException">The revision is forgotten, or has not been reached.</exception>
    public ObjectWatch Watch(string resource, string? @namespace, long after)
    {
        _ = History.At(after);
        return recent.Watch(resource, @namespace, after, (from, most) => History.Log(resource, @namespace, from, most));
    }
}
