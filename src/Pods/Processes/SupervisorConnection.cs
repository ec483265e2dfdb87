using System.Collections.Concurrent;
using System.Net.Sockets;
using JobFlows.Pods.Supervision;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Processes;

/// <summary>One connection to the supervisor.</summary>
internal sealed class SupervisorConnection : IAsyncDisposable
{
    private readonly FrameStream frames;
    private readonly CancellationTokenSource ending = new();
    private readonly ConcurrentDictionary<long, TaskCompletionSource> waiting = new();
    private readonly Func<IReadOnlyList<PodReport>, CancellationToken, Task> record;
    private long lastId;
    private bool closed;

    /// <summary>Begins to receive.</summary>
    /// <param name="socket">The connected socket, now owned by this.</param>
    /// <param name="record">Records reports; they are acknowledged when it returns, and it is not to fail.</param>
    public SupervisorConnection(Socket socket, Func<IReadOnlyList<PodReport>, CancellationToken, Task> record)
    {
        frames = new FrameStream(socket);
        this.record = record;
        Closed = Task.Run(ReceiveAsync);
    }

    /// <summary>Ends when the connection does; never fails.</summary>
    public Task Closed { get; }

    /// <summary>Sends a request and waits until the supervisor has taken it up.</summary>
    /// <exception cref="HungUpException">The connection broke; ask again on a new one.</exception>
    public async Task AskAsync(Func<long, SupervisorRequest> request, CancellationToken cancellation)
    {
        var id = Interlocked.Increment(ref lastId);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[id] = done;
        if (Volatile.Read(ref closed))
        {
            throw new HungUpException();
        }

        try
        {
            await frames.WriteAsync(request(id), SupervisorJson.Default.SupervisorRequest, cancellation);
            await done.Task.WaitAsync(cancellation);
        }
        catch (Exception e) when (e is ObjectDisposedException or IOException and not HungUpException)
        {
            throw new HungUpException(e);
        }
        finally
        {
            waiting.TryRemove(id, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        frames.Dispose();
        await Closed;
        ending.Dispose();
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (await frames.ReadAsync(SupervisorJson.Default.SupervisorMessage, ending.Token) is { } message)
            {
                if (message is SupervisorMessage.News news)
                {
                    // Beside the reading: an answer must not wait for a slow store.
                    _ = RecordAsync(news.Reports);
                }
                else if (message is SupervisorMessage.Done done && waiting.TryRemove(done.Id, out var asked))
                {
                    asked.SetResult();
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Whoever waits is told below.
        }

        frames.Dispose();
        Volatile.Write(ref closed, true);
        foreach (var asked in waiting.Values)
        {
            asked.TrySetException(new HungUpException());
        }
    }

    private async Task RecordAsync(IReadOnlyList<PodReport> reports)
    {
        try
        {
            await record(reports, ending.Token);
            await frames.WriteAsync(new SupervisorRequest.Acknowledge(0), SupervisorJson.Default.SupervisorRequest, ending.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Not acknowledged: told again on the next connection.
        }
    }
}
