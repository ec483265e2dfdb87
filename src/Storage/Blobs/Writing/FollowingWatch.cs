using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Blobs.Writing;

/// <summary>A watch that has other processes' changes looked for while it is open.</summary>
internal sealed class FollowingWatch : IObjectWatch
{
    private readonly IObjectWatch watch;
    private ForeignChanges? foreign;

    public FollowingWatch(IObjectWatch watch, ForeignChanges foreign)
    {
        this.watch = watch;
        this.foreign = foreign;
        foreign.Enter();
    }

    public long Revision => watch.Revision;

    public ValueTask<IReadOnlyList<ObjectChange>> NextAsync(CancellationToken cancellation) => watch.NextAsync(cancellation);

    public ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref foreign, null)?.Leave();
        return watch.DisposeAsync();
    }
}
