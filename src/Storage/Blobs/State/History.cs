using JobFlows.Storage.Watching;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Blobs.State;

/// <summary>
/// The revisions that can still be read, in memory: from the compaction floor to the newest. It is bounded; when it holds too many changes or
/// bytes the oldest expire early, which clients meet as a compaction.
/// </summary>
internal sealed class History(int mostChanges, long mostBytes, Step first)
{
    private readonly Lock gate = new();
    private readonly List<Step?> steps = [first];
    private int forgotten;
    private long bytes;

    /// <summary>The oldest revision that can be read.</summary>
    public long Oldest
    {
        get
        {
            lock (gate)
            {
                return First.Revision;
            }
        }
    }

    private Step First => steps[forgotten]!;

    /// <summary>Adds the revisions that follow.</summary>
    public void Add(IReadOnlyList<Step> following)
    {
        lock (gate)
        {
            foreach (var step in following)
            {
                steps.Add(step);
                bytes += step.Bytes;
            }

            while (steps.Count - forgotten > 1 && (steps.Count - forgotten - 1 > mostChanges || bytes > mostBytes))
            {
                ForgetFirst();
            }

            Trim();
        }
    }

    /// <summary>Forgets what is older than a revision.</summary>
    public void ForgetBefore(long revision)
    {
        lock (gate)
        {
            while (steps.Count - forgotten > 1 && First.Revision < revision)
            {
                ForgetFirst();
            }

            Trim();
        }
    }

    /// <summary>Forgets everything; history begins with <paramref name="step"/>.</summary>
    public void Restart(Step step)
    {
        lock (gate)
        {
            steps.Clear();
            steps.Add(step);
            (forgotten, bytes) = (0, 0);
        }
    }

    /// <summary>A revision, or the one nearest to it.</summary>
    public Step Nearest(long revision)
    {
        lock (gate)
        {
            return steps[forgotten + (int)Math.Clamp(revision - First.Revision, 0, steps.Count - forgotten - 1)]!;
        }
    }

    /// <summary>A revision.</summary>
    /// <exception cref="RevisionExpiredException">It is forgotten, or has not been reached.</exception>
    public Step At(long revision)
    {
        lock (gate)
        {
            var index = revision - First.Revision;
            return index >= 0 && index < steps.Count - forgotten
                ? steps[forgotten + (int)index]!
                : throw new RevisionExpiredException(revision, First.Revision);
        }
    }

    /// <summary>Scans a stretch for the changes of a resource.</summary>
    /// <param name="resource">The group resource.</param>
    /// <param name="namespace">Only this namespace; null for all.</param>
    /// <param name="after">Where the stretch begins.</param>
    /// <param name="most">How many revisions long it is at most.</param>
    /// <exception cref="RevisionExpiredException"><paramref name="after"/> is forgotten.</exception>
    public LogStretch Log(string resource, string? @namespace, long after, int most)
    {
        lock (gate)
        {
            var start = forgotten + (int)(At(after).Revision - First.Revision) + 1;
            var end = Math.Min(steps.Count, start + most);
            var changes = new List<ObjectChange>();
            for (var i = start; i < end; i++)
            {
                var change = steps[i]!.Change!;
                if (change.Object.Key.Resource == resource && (@namespace is null || change.Object.Key.Namespace == @namespace))
                {
                    changes.Add(change);
                }
            }

            return new(changes, steps[end - 1]!.Revision);
        }
    }

    private void ForgetFirst()
    {
        steps[forgotten++] = null;
        bytes -= First.Bytes;
    }

    /// <summary>Makes room once half of the list is forgotten.</summary>
    private void Trim()
    {
        if (forgotten > 1024 && forgotten > steps.Count / 2)
        {
            steps.RemoveRange(0, forgotten);
            forgotten = 0;
        }
    }
}
