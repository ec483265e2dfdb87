namespace JobFlows.Storage.Blobs.Writing;

/// <summary>
/// Looks for what other processes write while anybody watches: often while they do, seldom when they don't, and never while this process's own
/// appends tell as much.
/// </summary>
internal sealed class ForeignChanges : IAsyncDisposable
{
    private readonly StoreWriter writer;
    private readonly BlobObjectStoreOptions options;
    private readonly CancellationTokenSource ending = new();
    private readonly Lock gate = new();
    private int watches;
    private Task following = Task.CompletedTask;

    public ForeignChanges(StoreWriter writer, BlobObjectStoreOptions options) => (this.writer, this.options) = (writer, options);

    /// <summary>A watch begins.</summary>
    public void Enter()
    {
        lock (gate)
        {
            if (watches++ == 0)
            {
                var before = following;
                following = Task.Run(() => FollowAsync(before), CancellationToken.None);
            }
        }
    }

    /// <summary>A watch has ended.</summary>
    public void Leave()
    {
        lock (gate)
        {
            watches--;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await following;
        ending.Dispose();
    }

    private bool IsWatched()
    {
        lock (gate)
        {
            return watches > 0 && !ending.IsCancellationRequested;
        }
    }

    private async Task FollowAsync(Task before)
    {
        await before;
        var schedule = new PollSchedule(options.ShortestPoll, options.LongestPoll);
        var seen = writer.ForeignRecords;
        while (IsWatched())
        {
            var wait = schedule.Interval - writer.SinceConfirmed;
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            try
            {
                await writer.AskAsync(new StoreRequest.CatchUp());
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (Exception e)
            {
                options.Trouble?.Invoke("watches can't see what other servers write", e);
                await Task.Delay(options.LongestPoll, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            schedule.Looked(found: writer.ForeignRecords != seen);
            seen = writer.ForeignRecords;
        }
    }
}
