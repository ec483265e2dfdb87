using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Watching;

/// <summary>A position in the sequence of changes: it reads from memory what is there, and from the log what memory has forgotten.</summary>
internal sealed class ObjectWatch(RecentChanges recent, ChangeTopic topic, long after, ReadLog log) : IObjectWatch
{
    private const int LargestBatch = 500;
    private long position = after;
    private long revision = after;
    private bool closed;

    public long Revision => revision = Math.Max(revision, recent.UntouchedThrough(topic, position));

    public async ValueTask<IReadOnlyList<ObjectChange>> NextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            cancellation.ThrowIfCancellationRequested();
            switch (recent.Read(topic, position, LargestBatch))
            {
                case RecentStretch.Some some:
                    position = some.Changes.Through;
                    return some.Changes.Changes;

                case RecentStretch.None none:
                    position = none.Through;
                    await none.NextTouch.WaitAsync(cancellation);
                    break;

                case RecentStretch.Forgotten:
                    var stretch = log(position, LargestBatch);
                    position = stretch.Through;
                    if (stretch.Changes.Count > 0)
                    {
                        return stretch.Changes;
                    }

                    break;
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        if (!closed)
        {
            closed = true;
            recent.Leave(topic);
        }

        return ValueTask.CompletedTask;
    }
}
