using System.Diagnostics;
using System.Threading.Channels;
using JobFlows.Storage.Blobs.Log;
using JobFlows.Storage.Blobs.Snapshots;
using JobFlows.Storage.Blobs.State;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Blobs.Writing;

/// <summary>
/// The one who reads and writes the log for this process. What is asked for while a round goes on is done together in the next: writes share an
/// append, and a read is content with any append or look at the log that began after it.
/// </summary>
internal sealed class StoreWriter : IAsyncDisposable
{
    private readonly Channel<StoreRequest> queue = Channel.CreateUnbounded<StoreRequest>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource stopping = new();
    private readonly ObjectContainer container;
    private readonly SegmentedLog log;
    private readonly SnapshotStore snapshots;
    private readonly Replica replica;
    private readonly BlobObjectStoreOptions options;
    private Task running = Task.CompletedTask;
    private long confirmedAt;
    private long foreignRecords;

    private StoreWriter(ObjectContainer container, SegmentedLog log, SnapshotStore snapshots, Replica replica, BlobObjectStoreOptions options)
    {
        (this.container, this.log, this.snapshots, this.replica, this.options) = (container, log, snapshots, replica, options);
    }

    /// <summary>How long ago it was certain that nobody had written more.</summary>
    public TimeSpan SinceConfirmed => Stopwatch.GetElapsedTime(Volatile.Read(ref confirmedAt));

    /// <summary>How many records of others it has read.</summary>
    public long ForeignRecords => Volatile.Read(ref foreignRecords);

    /// <summary>Reads the log to its end.</summary>
    /// <exception cref="StoreDamagedException">It can't be read.</exception>
    public static async Task<(StoreWriter Writer, Replica Replica)> StartAsync(
        ObjectContainer container, SnapshotStore snapshots, BlobObjectStoreOptions options, CancellationToken cancellation)
    {
        var first = await snapshots.LoadOrCreateAsync(cancellation);
        var replica = new Replica(first, options);
        var writer = new StoreWriter(container, new SegmentedLog(container, options, first.Position), snapshots, replica, options);
        try
        {
            while (!await writer.ReadAsync(cancellation) && !await writer.IsAtEndAsync(cancellation))
            {
            }
        }
        catch (StoreBehindException e)
        {
            // Behind its own snapshot.
            throw new StoreDamagedException(e.Blob, e.Position, e.Reason);
        }

        writer.running = Task.Run(writer.RunAsync, CancellationToken.None);
        return (writer, replica);
    }

    /// <summary>Asks for something.</summary>
    public Task<T> AskAsync<T>(StoreRequest.With<T> request)
    {
        ObjectDisposedException.ThrowIf(!queue.Writer.TryWrite(request), typeof(BlobObjectStore));
        return request.Answer;
    }

    /// <summary>Finishes what has been asked for.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        while (await queue.Reader.WaitToReadAsync())
        {
            var begun = Stopwatch.GetTimestamp();
            var round = TakeRound();
            try
            {
                var writes = round.OfType<StoreRequest.Write>().ToList();
                await (writes.Count > 0 ? CommitAsync(writes) : ReadAsync(CancellationToken.None));
                foreach (var compact in round.OfType<StoreRequest.Compact>())
                {
                    await CompactAsync(compact);
                }

                foreach (var skip in round.OfType<StoreRequest.Skip>())
                {
                    await SkipAsync(skip);
                }

                Volatile.Write(ref confirmedAt, begun);
                foreach (var read in round.OfType<StoreRequest.CatchUp>())
                {
                    read.Complete(replica.Current.Revision);
                }
            }
            catch (Exception e)
            {
                var failure = container.Explain(e);
                round.ForEach(request => request.Fail(failure));
                if (e is StoreBehindException behind)
                {
                    options.Behind?.Invoke(behind);
                }
            }
        }
    }

    /// <summary>What is done together: everything that waits, up to a size.</summary>
    private List<StoreRequest> TakeRound()
    {
        var round = new List<StoreRequest>();
        var bytes = 0L;
        while (queue.Reader.TryPeek(out var next))
        {
            var more = next is StoreRequest.Write write ? write.Bytes : 0;
            if (bytes > 0 && bytes + more > options.LargestGroup)
            {
                break;
            }

            bytes += more;
            queue.Reader.TryRead(out _);
            round.Add(next);
        }

        return round;
    }

    /// <summary>Commits writes. What is decided counts once the log has it, or, where nothing changes, once it is certain that nobody has written more.</summary>
    private async Task CommitAsync(IReadOnlyList<StoreRequest.Write> writes)
    {
        while (true)
        {
            if (log.IsSegmentFull)
            {
                await GuardAsync(() => log.RollAsync(Apply, stopping.Token));
                continue;
            }

            var batch = new WriteBatch(replica.Current, log.End);
            var results = writes.Select(write => batch.Add(write.Writes)).ToList();
            if (batch.Steps.Count == 0 ? !await ReadAsync(CancellationToken.None) : await AppendAsync(batch))
            {
                options.Committed?.Invoke(replica.Current.Revision);
                for (var i = 0; i < results.Count; i++)
                {
                    writes[i].Complete(results[i]);
                }

                return;
            }
        }
    }

    /// <returns>Whether the batch is committed.</returns>
    private async Task<bool> AppendAsync(WriteBatch batch)
    {
        var outcome = AppendOutcome.Lost;
        await GuardAsync(async () => outcome = await log.AppendAsync(LogCodec.Encode(Guid.NewGuid(), batch.Record), Apply, stopping.Token));
        if (outcome is AppendOutcome.Appended)
        {
            replica.Advance(batch.Steps);
        }

        return outcome is not AppendOutcome.Lost;
    }

    private async Task CompactAsync(StoreRequest.Compact compact)
    {
        var target = Math.Min(compact.Target, replica.Current.Revision);
        while (target > replica.History.Oldest)
        {
            var outcome = AppendOutcome.Lost;
            await GuardAsync(async () => outcome = await log.AppendAsync(LogCodec.Encode(Guid.NewGuid(), new LogRecord.Compacted(target)), Apply, stopping.Token));
            if (outcome is AppendOutcome.Appended)
            {
                replica.History.ForgetBefore(target);
            }
        }

        compact.Complete(target);
    }

    private async Task SkipAsync(StoreRequest.Skip skip)
    {
        while (skip.To > replica.Current.Revision)
        {
            var outcome = AppendOutcome.Lost;
            var position = log.End;
            await GuardAsync(async () => outcome = await log.AppendAsync(LogCodec.Encode(Guid.NewGuid(), new LogRecord.Skipped(skip.To)), Apply, stopping.Token));
            if (outcome is AppendOutcome.Appended)
            {
                Skip(skip.To, position);
            }
        }

        options.Committed?.Invoke(replica.Current.Revision);
        skip.Complete(replica.Current.Revision);
    }

    /// <summary>Leaves revisions out, unless a snapshot already has.</summary>
    private void Skip(long to, LogPosition position)
    {
        if (to > replica.Current.Revision)
        {
            replica.Restart(new Step(Change: null, replica.Current.At(to), position));
        }
    }

    /// <returns>Whether there was anything.</returns>
    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        var moved = false;
        var isSame = await GuardAsync(async () => moved = (await log.ReadAsync(Apply, own: null, cancellation)).Moved);
        return moved || !isSame;
    }

    private async Task<bool> IsAtEndAsync(CancellationToken cancellation)
    {
        var isAtEnd = false;
        await GuardAsync(async () => isAtEnd = await log.CheckEndAsync(cancellation));
        return isAtEnd;
    }

    /// <summary>Begins again with the newest snapshot where the log has been deleted under our feet: this process has slept for long.</summary>
    /// <returns>Whether the action was carried out.</returns>
    private async Task<bool> GuardAsync(Func<Task> action)
    {
        try
        {
            await action();
            return true;
        }
        catch (SegmentGoneException e)
        {
            if (await snapshots.FindAsync(CancellationToken.None) is not { } step || step.Position.Total <= log.End.Total)
            {
                throw new StoreBehindException(e.Blob, log.End.Offset, "the log should go on here, but the blob is missing");
            }

            replica.Restart(step);
            log.Restart(step.Position);
            await GuardAsync(() => log.ReadAsync(Apply, own: null, CancellationToken.None));
            return false;
        }
    }

    /// <summary>Takes in a record from the log.</summary>
    /// <exception cref="InvalidDataException">It does not follow what has been read.</exception>
    private void Apply(LogRecord record, LogPosition position)
    {
        Interlocked.Increment(ref foreignRecords);
        switch (record)
        {
            case LogRecord.Changed changed:
                replica.Advance(Follow(changed, position));
                break;
            case LogRecord.Skipped { To: var to }:
                Skip(to, position);
                break;
            case LogRecord.Compacted { Floor: var floor }:
                replica.History.ForgetBefore(floor);
                break;
        }
    }

    private List<Step> Follow(LogRecord.Changed changed, LogPosition position)
    {
        var state = replica.Current;
        var last = changed.Before + changed.Changes.Count;
        var overlaps = changed.Before < state.Revision && last >= state.Revision && replica.History.Oldest == state.Revision;
        if (changed.Before != state.Revision && !overlaps)
        {
            throw new InvalidDataException($"revisions {changed.Before + 1} to {last} stand where revision {state.Revision + 1} should follow");
        }

        // A snapshot may hold a revision from the midst of a record.
        var steps = new List<Step>();
        foreach (var change in changed.Changes.Skip((int)(state.Revision - changed.Before)))
        {
            (state, var seen) = state.Apply(change);
            steps.Add(new(seen, state, position));
        }

        return steps;
    }
}
