using Azure.Storage.Queues.Models;
using JobFlows.Pods.Queue.Messages;

namespace JobFlows.Pods.Queue.Server;

/// <summary>Takes results from their queue: often when some have just come, seldom when nothing happens.</summary>
/// <param name="options">Settings.</param>
/// <param name="queue">The results.</param>
/// <param name="time">The time.</param>
/// <param name="busy">Whether pods are out.</param>
/// <param name="handle">Records results; repeats do no harm.</param>
/// <param name="sweep">Done once an hour.</param>
internal sealed class ResultPoll(
    QueuePodOptions options, MessageQueue queue, TimeProvider time, Func<bool> busy, Func<IReadOnlyList<ResultMessage>, CancellationToken, Task> handle, Func<CancellationToken, Task> sweep)
    : IAsyncDisposable
{
    private const int MostMessages = 32;
    private static readonly TimeSpan Invisible = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TroublePause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SweepPause = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource ending = new();
    private readonly Signal hurry = new();
    private readonly Lock gate = new();
    private Task? running;

    /// <summary>Begins, unless it has begun or is not wanted.</summary>
    public void Begin()
    {
        lock (gate)
        {
            if (options.TakesResults && !ending.IsCancellationRequested)
            {
                running ??= Task.Run(RunAsync);
            }
        }
    }

    /// <summary>Something will come soon.</summary>
    public void Hurry() => hurry.Set();

    public async ValueTask DisposeAsync()
    {
        Task? last;
        lock (gate)
        {
            ending.Cancel();
            last = running;
        }

        await (last ?? Task.CompletedTask);
    }

    private async Task RunAsync()
    {
        var lastNews = time.GetTimestamp();
        var lastSweep = time.GetTimestamp();
        while (!ending.IsCancellationRequested)
        {
            try
            {
                if (await TakeAsync(ending.Token))
                {
                    lastNews = time.GetTimestamp();
                    continue;
                }

                if (time.GetElapsedTime(lastSweep) >= SweepPause)
                {
                    lastSweep = time.GetTimestamp();
                    await sweep(ending.Token);
                }

                if (await hurry.WaitAsync(Pause(time.GetElapsedTime(lastNews)), ending.Token))
                {
                    lastNews = time.GetTimestamp();
                }
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // What was taken comes back by itself.
                options.Trouble?.Invoke("results of pods could not be taken; it is tried again", e);
                await Task.Delay(TroublePause, time, CancellationToken.None);
            }
        }
    }

    // A tenth of the silence so far: an end is noticed late by as much at most, and silence costs little.
    private TimeSpan Pause(TimeSpan silence)
    {
        var longest = busy() ? options.LongestPoll : options.IdlePoll;
        return TimeSpan.FromTicks(Math.Clamp(silence.Ticks / 10, options.ShortestPoll.Ticks, Math.Max(longest.Ticks, options.ShortestPoll.Ticks)));
    }

    /// <returns>Whether there were any.</returns>
    private async Task<bool> TakeAsync(CancellationToken cancellation)
    {
        var messages = await queue.ReceiveAsync(MostMessages, Invisible, cancellation);
        var results = new List<ResultMessage>();
        var handled = new List<(QueueMessage Message, string? Blob)>();
        foreach (var message in messages)
        {
            switch (await queue.ReadAsync(message.MessageText, ResultMessage.Read, cancellation))
            {
                case MessageContent<ResultMessage>.Good(var result, var blob):
                    results.Add(result);
                    handled.Add((message, blob));
                    break;
                case MessageContent<ResultMessage>.Bad(var reason):
                    await queue.KeepPoisonAsync(message.MessageText, reason, cancellation);
                    handled.Add((message, null));
                    break;
            }
        }

        if (results.Count > 0)
        {
            await handle(results, cancellation);
        }

        await Parallel.ForEachAsync(handled, cancellation, async (one, token) => await queue.DeleteAsync(one.Message.MessageId, one.Message.PopReceipt, one.Blob, token));
        return messages.Count > 0;
    }
}
