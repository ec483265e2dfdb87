using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace JobFlows.Storage.Blobs.Log;

/// <summary>
/// The log: append blobs, one after the other. An append is conditional on its place, so it succeeds only for who has read all that is before
/// it; a segment's last record names the next segment. Not for concurrent use.
/// </summary>
internal sealed class SegmentedLog(ObjectContainer container, BlobObjectStoreOptions options, LogPosition end)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private int appends;

    /// <summary>The end of what has been read.</summary>
    public LogPosition End { get; private set; } = end;

    /// <summary>Whether the segment is full, and a new one has to begin.</summary>
    public bool IsSegmentFull => appends >= options.SegmentAppends || End.Offset >= options.SegmentBytes;

    /// <summary>Goes on from another place.</summary>
    public void Restart(LogPosition position) => (End, appends) = (position, 0);

    /// <summary>Reads what others have appended.</summary>
    /// <param name="apply">Told of each record and where it begins.</param>
    /// <param name="own">An append to look for.</param>
    /// <param name="cancellation">Cancels; what has been applied is behind <see cref="End"/>.</param>
    /// <exception cref="SegmentGoneException">The segment is deleted.</exception>
    /// <exception cref="StoreBehindException">The segment is shorter than what has been read.</exception>
    /// <exception cref="StoreDamagedException">What is there is no record that can follow.</exception>
    public async Task<Tail> ReadAsync(Action<LogRecord, LogPosition> apply, Guid? own, CancellationToken cancellation)
    {
        var tail = new Tail();
        while (await ReadSegmentAsync(apply, own, tail, cancellation))
        {
        }

        return tail;
    }

    /// <summary>
    /// Appends a frame to what has been read. An outcome that stays unknown is resolved: the same bytes are sent again with the same condition,
    /// so that however many tries arrive, one at most succeeds, and what then stands in the place tells.
    /// </summary>
    /// <param name="frame">The frame.</param>
    /// <param name="apply">Told of what others have appended meanwhile.</param>
    /// <param name="stopping">Ends the trying.</param>
    /// <exception cref="RequestFailedException">Storage refuses, or does not answer for long; then the frame may still be appended.</exception>
    public async Task<AppendOutcome> AppendAsync(Frame frame, Action<LogRecord, LogPosition> apply, CancellationToken stopping)
    {
        var bytes = frame.ToArray();
        var begun = Stopwatch.GetTimestamp();
        var pause = ShortestPause;
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                var condition = new AppendBlobRequestConditions { IfAppendPositionEqual = End.Offset };
                var appended = await container.Once.GetAppendBlobClient(End.Segment).AppendBlockAsync(
                    new MemoryStream(bytes), new AppendBlobAppendBlockOptions { Conditions = condition }, CancellationToken.None);
                appends = appended.Value.BlobCommittedBlockCount;
                End = End.Advance(bytes.Length);
                return AppendOutcome.Appended;
            }
            catch (RequestFailedException e) when (e.IsConditionNotMet())
            {
                var tail = await ReadAsync(apply, frame.Id, CancellationToken.None);
                if (!tail.Moved && await CheckEndAsync(CancellationToken.None))
                {
                    // Another condition than that on the place: somebody has leased the blob, say.
                    throw;
                }

                return tail.FoundOwn ? AppendOutcome.ReadBack : AppendOutcome.Lost;
            }
            catch (RequestFailedException e) when (e.IsMissing())
            {
                throw isFirst ? new SegmentGoneException(container.NameOf(End.Segment), e) : e;
            }
            catch (Exception e) when (Failures.MayPass(e) && Stopwatch.GetElapsedTime(begun) < options.LongestOutage && !stopping.IsCancellationRequested)
            {
                await Task.Delay(pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    /// <summary>
    /// Ends the segment and begins a new one. The new one is there before the old one names it, so that a name never leads to nothing but where
    /// a snapshot has taken over.
    /// </summary>
    public async Task RollAsync(Action<LogRecord, LogPosition> apply, CancellationToken stopping)
    {
        var next = End.NewSegment();
        await container.Blobs.GetAppendBlobClient(next).CreateAsync(cancellationToken: CancellationToken.None);
        switch (await AppendAsync(LogCodec.Encode(Guid.NewGuid(), new LogRecord.Sealed(next)), apply, stopping))
        {
            case AppendOutcome.Appended:
                Enter(next);
                break;
            case AppendOutcome.Lost:
                await container.Blobs.GetAppendBlobClient(next).DeleteIfExistsAsync(cancellationToken: CancellationToken.None);
                break;
        }
    }

    /// <summary>Asks how long the segment is.</summary>
    /// <returns>Whether it ends where reading has ended; else it has grown.</returns>
    /// <exception cref="SegmentGoneException">The segment is deleted.</exception>
    /// <exception cref="StoreBehindException">It is shorter than that.</exception>
    public async Task<bool> CheckEndAsync(CancellationToken cancellation)
    {
        try
        {
            var properties = (await container.Blobs.GetAppendBlobClient(End.Segment).GetPropertiesAsync(cancellationToken: cancellation)).Value;
            appends = properties.BlobCommittedBlockCount;
            return properties.ContentLength >= End.Offset
                ? properties.ContentLength == End.Offset
                : throw Behind($"the log should go on here, but the blob has only {properties.ContentLength} bytes");
        }
        catch (RequestFailedException e) when (e.IsMissing())
        {
            throw new SegmentGoneException(container.NameOf(End.Segment), e);
        }
    }

    private void Enter(string next) => (End, appends) = (new(next, 0, End.Total), 0);

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> ReadSegmentAsync(Action<LogRecord, LogPosition> apply, Guid? own, Tail tail, CancellationToken cancellation)
    {
        var segment = End.Segment;
        try
        {
            // The last byte that is known comes along: a log that has become shorter does not have it.
            var known = Math.Min(End.Offset, 1);
            var range = new BlobDownloadOptions { Range = new HttpRange(End.Offset - known) };
            using var download = (await container.Blobs.GetAppendBlobClient(segment).DownloadStreamingAsync(range, cancellation)).Value;
            appends = download.Details.BlobCommittedBlockCount;
            if (known > 0 && await download.Content.ReadAtLeastAsync(new byte[known], (int)known, throwOnEndOfStream: false, cancellation) < known)
            {
                throw Behind($"the log should go on here, but the blob has only {End.Offset - known} bytes");
            }

            while (await Frame.ReadAsync(download.Content, container.NameOf(segment), End.Offset, cancellation) is { } frame)
            {
                Apply(frame, apply);
                tail.Moved = true;
                tail.FoundOwn |= frame.Id == own;
                if (End.Segment != segment)
                {
                    return true;
                }
            }

            return false;
        }
        catch (RequestFailedException e) when (e.IsPastTheEnd())
        {
            return End.Offset > 0 && !await CheckEndAsync(cancellation);
        }
        catch (RequestFailedException e) when (e.IsConditionNotMet())
        {
            // The download broke off, and the blob had grown before it went on.
            return true;
        }
        catch (RequestFailedException e) when (e.IsMissing())
        {
            throw new SegmentGoneException(container.NameOf(segment), e);
        }
    }

    private void Apply(Frame frame, Action<LogRecord, LogPosition> apply)
    {
        try
        {
            var record = LogCodec.Decode(frame);
            if (record is not LogRecord.Sealed)
            {
                apply(record, End);
            }

            End = End.Advance(frame.Length);
            if (record is LogRecord.Sealed { Next: var next })
            {
                Enter(next);
            }
        }
        catch (InvalidDataException e)
        {
            throw Damaged(End, e.Message);
        }
    }

    private StoreBehindException Behind(string reason) => new(container.NameOf(End.Segment), End.Offset, reason);

    private StoreDamagedException Damaged(LogPosition position, string reason) => new(container.NameOf(position.Segment), position.Offset, reason);
}
