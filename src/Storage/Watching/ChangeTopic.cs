using System.Runtime.InteropServices;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Watching;

/// <summary>
/// The revisions of <see cref="RecentChanges"/> that touch one resource (or one namespace of it) while somebody watches it: so a watch reads
/// nothing but its own changes, and sleeps through the others. Guarded by its ring's lock.
/// </summary>
internal sealed class ChangeTopic(TopicKey key, long knownAfter)
{
    private readonly List<long> revisions = [];
    private int forgotten;
    private TaskCompletionSource? nextTouch;
    private long batchAfter;
    private WeakReference<LogStretch>? batch;

    public TopicKey Key => key;

    /// <summary>How many watches follow it.</summary>
    public int Watches { get; set; }

    /// <summary>Every change after this revision is here.</summary>
    public long KnownAfter { get; private set; } = knownAfter;

    /// <summary>The newest change here, or 0.</summary>
    public long Newest => revisions.Count > forgotten ? revisions[^1] : 0;

    /// <summary>Ends when the topic is next touched.</summary>
    public Task NextTouch => (nextTouch ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Add(long revision) => revisions.Add(revision);

    /// <summary>Wakes the watches, on other threads.</summary>
    public void Wake()
    {
        if (nextTouch is { } waiting)
        {
            nextTouch = null;
            ThreadPool.UnsafeQueueUserWorkItem(static waiting => waiting.SetResult(), waiting, preferLocal: false);
        }
    }

    /// <summary>Knows nothing any more of what came before a revision.</summary>
    public void Restart(long after)
    {
        revisions.Clear();
        forgotten = 0;
        batch = null;
        KnownAfter = after;
        Wake();
    }

    /// <summary>Forgets the changes that the ring has forgotten.</summary>
    public void ForgetBefore(long oldest)
    {
        while (forgotten < revisions.Count && revisions[forgotten] < oldest)
        {
            KnownAfter = revisions[forgotten++];
        }

        if (forgotten > 1024 && forgotten > revisions.Count / 2)
        {
            revisions.RemoveRange(0, forgotten);
            forgotten = 0;
        }
    }

    /// <summary>The changes after a revision, or null. Watches that are equally far get the same ones, not copies.</summary>
    public LogStretch? Batch(long after, int most, Func<long, ObjectChange> at)
    {
        if (Newest <= after)
        {
            return null;
        }

        if (batchAfter == after && batch is not null && batch.TryGetTarget(out var shared))
        {
            return shared;
        }

        var known = CollectionsMarshal.AsSpan(revisions)[forgotten..];
        var found = known.BinarySearch(after + 1);
        var rest = known[(found < 0 ? ~found : found)..];
        var changes = new ObjectChange[Math.Min(most, rest.Length)];
        for (var i = 0; i < changes.Length; i++)
        {
            changes[i] = at(rest[i]);
        }

        var stretch = new LogStretch(changes, rest[changes.Length - 1]);
        batchAfter = after;
        batch = new(stretch);
        return stretch;
    }
}
