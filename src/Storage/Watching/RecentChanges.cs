using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Watching;

/// <summary>
/// The newest changes of all kinds, in memory once for all watches: a ring that forgets the oldest when it holds too many changes or bytes.
/// Revisions follow each other without a gap, so that a revision is an index.
/// </summary>
internal sealed class RecentChanges(long start, int mostChanges, long mostBytes)
{
    private readonly Lock gate = new();
    private readonly ObjectChange?[] ring = new ObjectChange?[mostChanges];
    private readonly Dictionary<TopicKey, ChangeTopic> topics = [];
    private readonly HashSet<ChangeTopic> touched = [];
    private long oldest = start + 1;
    private long newest = start;
    private long bytes;

    /// <summary>The newest published revision.</summary>
    public long Revision => Volatile.Read(ref newest);

    /// <summary>Adds committed changes and wakes who waits for them. One thread only.</summary>
    public void Publish(IReadOnlyList<ObjectChange> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        lock (gate)
        {
            foreach (var change in changes)
            {
                Add(change);
                Touch(change, @namespace: null);
                Touch(change, change.Object.Key.Namespace);
            }

            Volatile.Write(ref newest, changes[^1].Object.Revision);
            foreach (var topic in touched)
            {
                topic.Wake();
            }

            touched.Clear();
        }
    }

    /// <summary>Forgets everything and goes on after a later revision: watches that have not seen it ask the log. One thread only.</summary>
    public void Restart(long revision)
    {
        lock (gate)
        {
            Array.Clear(ring);
            bytes = 0;
            oldest = revision + 1;
            Volatile.Write(ref newest, revision);
            foreach (var topic in topics.Values)
            {
                topic.Restart(revision);
            }
        }
    }

    /// <summary>The change of a revision, if it is still here.</summary>
    public ObjectChange? Find(long revision)
    {
        lock (gate)
        {
            return revision >= oldest && revision <= newest ? At(revision) : null;
        }
    }

    /// <summary>Opens a watch after a revision that the log still has.</summary>
    public ObjectWatch Watch(string resource, string? @namespace, long after, ReadLog log)
    {
        var key = new TopicKey(resource, @namespace);
        lock (gate)
        {
            if (!topics.TryGetValue(key, out var topic))
            {
                topics.Add(key, topic = new ChangeTopic(key, knownAfter: oldest - 1));
                for (var at = oldest; at <= newest; at++)
                {
                    var place = At(at).Object.Key;
                    if (place.Resource == resource && (@namespace is null || place.Namespace == @namespace))
                    {
                        topic.Add(at);
                    }
                }
            }

            topic.Watches++;
            return new ObjectWatch(this, topic, after, log);
        }
    }

    /// <summary>Ends a watch's interest.</summary>
    public void Leave(ChangeTopic topic)
    {
        lock (gate)
        {
            if (--topic.Watches == 0)
            {
                topics.Remove(topic.Key);
            }
        }
    }

    /// <summary>Looks for a topic's changes after a revision.</summary>
    public RecentStretch Read(ChangeTopic topic, long after, int most)
    {
        lock (gate)
        {
            topic.ForgetBefore(oldest);
            if (after < topic.KnownAfter)
            {
                return new RecentStretch.Forgotten();
            }

            return topic.Batch(after, most, At) is { } batch
                ? new RecentStretch.Some(batch)
                : new RecentStretch.None(Math.Max(after, newest), topic.NextTouch);
        }
    }

    /// <summary>How far past <paramref name="after"/> a topic is known to be untouched.</summary>
    public long UntouchedThrough(ChangeTopic topic, long after)
    {
        lock (gate)
        {
            topic.ForgetBefore(oldest);
            return after < topic.KnownAfter || topic.Newest > after ? after : Math.Max(after, newest);
        }
    }

    private ObjectChange At(long revision) => ring[revision % ring.Length]!;

    private void Add(ObjectChange change)
    {
        var revision = change.Object.Revision;
        bytes += Size(change);
        while (oldest < revision && (revision - oldest >= ring.Length || bytes > mostBytes))
        {
            ref var slot = ref ring[oldest++ % ring.Length];
            bytes -= Size(slot!);
            slot = null;
        }

        ring[revision % ring.Length] = change;
    }

    private void Touch(ObjectChange change, string? @namespace)
    {
        if (topics.TryGetValue(new(change.Object.Key.Resource, @namespace), out var topic))
        {
            topic.Add(change.Object.Revision);
            touched.Add(topic);
        }
    }

    private static long Size(ObjectChange change) => change.Object.Json.Length + (change.Previous?.Json.Length ?? 0);
}
