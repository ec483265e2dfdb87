using JobFlows.Pods.Processes;
using JobFlows.Storage.AzureStorage;

namespace JobFlows.Pods.Queue.Worker;

/// <summary>
/// Takes pods from the queue and runs them as processes of this machine (docs/adr/0008-queue-workers.md). Its pods end with it. Whatever goes wrong
/// on the way is tried again.
/// </summary>
public sealed class QueueWorker
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ShortestTick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan TroublePause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(10);

    private readonly QueueWorkerOptions options;
    private readonly TimeProvider time;
    private readonly QueueStorage storage;
    private readonly HeldMessages messages = new();
    private readonly HeldPods pods;
    private readonly WorkerObjects objects = new();
    private readonly Signal room = new();
    private readonly Signal news = new();

    /// <summary>Makes a worker. Nothing is connected to yet.</summary>
    /// <exception cref="ArgumentException">The options are wrong; the message names everything that is.</exception>
    public QueueWorker(QueueWorkerOptions options, StorageAccount account, TimeProvider time)
    {
        var problems = options.Validate();
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(options));
        }

        (this.options, this.time) = (options, time);
        storage = new QueueStorage(account, options.Names);
        pods = new HeldPods(time)
        {
            Changed = () =>
            {
                room.Set();
                news.Set();
            },
        };
    }

    /// <summary>Names this worker, differently at each start.</summary>
    public string Name { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Connects, so that trouble with the account is known before any work is taken.</summary>
    public async Task ConnectAsync(CancellationToken cancellation) => await storage.EnsureAsync(cancellation);

    /// <summary>Works until told to stop. Then what has not been started goes back to the queue, and what runs is stopped and reported as disrupted.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await RepeatUntilConnectedAsync(stop);
        if (stop.IsCancellationRequested)
        {
            return;
        }

        await using var runtime = new ProcessPodRuntime(options.Processes with { EndsWithServer = true }, pods, objects);
        var leases = new Leases(options, storage, messages, pods, objects, runtime, time);
        var publisher = new Publisher(options, Name, storage, pods, new LogUploads(new PodFolders(options.Processes.Directory)), time);
        var taker = new Taker(options, Name, storage, messages, pods, objects, leases, publisher, runtime, time);
        using var end = new CancellationTokenSource();
        Task[] others =
        [
            RepeatAsync("messages are kept", () => leases.RenewAsync(end.Token), () => Task.Delay(options.Lease / 20, time, end.Token), end.Token),
            RepeatAsync("results are sent", () => PublishAsync(publisher, leases, end.Token), PauseAsync, end.Token),
            RepeatAsync("orders are read", OrdersOf(runtime, end.Token), () => Task.Delay(options.OrdersPoll, time, end.Token), end.Token),
        ];

        await TakeAsync(taker, stop);
        await TryAsync("what has not been started is given back", () => taker.GiveBackAsync(CancellationToken.None));
        await EndPodsAsync(runtime);
        await end.CancelAsync();
        await Task.WhenAll(others);
        await TryAsync("orders are deleted", () => storage.Orders.DeleteAsync(Name, CancellationToken.None));

        async Task PauseAsync()
        {
            await news.WaitAsync(pods.Any ? Tick : TroublePause, end.Token);
            await Task.Delay(ShortestTick, time, end.Token);
        }
    }

    private async Task RepeatUntilConnectedAsync(CancellationToken stop)
    {
        using var connected = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await RepeatAsync("the storage account is opened", () => ConnectAsync(connected.Token), () => connected.CancelAsync(), connected.Token);
    }

    private async Task TakeAsync(Taker taker, CancellationToken stop)
    {
        var lastWork = time.GetTimestamp();
        await RepeatAsync(
            "pods are taken",
            async () =>
            {
                while (await taker.RunAsync(stop))
                {
                    lastWork = time.GetTimestamp();
                    news.Set();
                }
            },
            async () =>
            {
                var pause = messages.All.Any(message => message is { Gone: false, IsClaimed: false })
                    ? options.ShortestPoll
                    : TimeSpan.FromTicks(Math.Clamp(time.GetElapsedTime(lastWork).Ticks / 10, options.ShortestPoll.Ticks, options.LongestPoll.Ticks));
                var since = time.GetTimestamp();
                var wasFull = pods.Running >= options.Room;
                while (await room.WaitAsync(Max(pause - time.GetElapsedTime(since), TimeSpan.Zero), stop))
                {
                    // Only an end that makes room for more is a reason to look again early.
                    if (pause == options.ShortestPoll || (wasFull && pods.Running < options.Room))
                    {
                        return;
                    }
                }
            },
            stop);
    }

    private async Task PublishAsync(Publisher publisher, Leases leases, CancellationToken cancellation)
    {
        await publisher.RunAsync(messages.Claims, cancellation);
        await leases.FinishAsync(cancellation);
    }

    private Func<Task> OrdersOf(ProcessPodRuntime runtime, CancellationToken cancellation)
    {
        var position = 0L;
        return async () =>
        {
            if (pods.Running > 0)
            {
                (var stops, position) = await storage.Orders.ReadAsync(Name, position, cancellation);
                foreach (var (pod, grace) in pods.Stop(stops))
                {
                    await runtime.StopAsync(pod, grace, cancellation);
                }
            }
        };
    }

    private async Task EndPodsAsync(ProcessPodRuntime runtime)
    {
        foreach (var (pod, grace) in pods.Disrupt(options.StopPatience))
        {
            await TryAsync("pods are stopped", () => runtime.StopAsync(pod, grace));
        }

        var since = time.GetTimestamp();
        while (messages.All.Count > 0 && time.GetElapsedTime(since) < options.StopPatience + LastPatience)
        {
            await Task.Delay(Tick, time, CancellationToken.None);
        }
    }

    private async Task RepeatAsync(string what, Func<Task> work, Func<Task> pause, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await work();
                await pause();
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                options.Trouble?.Invoke($"trouble while {what}; it is tried again", e);
                await Task.Delay(TroublePause, time, CancellationToken.None);
            }
        }
    }

    private async Task TryAsync(string what, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e)
        {
            options.Trouble?.Invoke($"trouble while {what}", e);
        }
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
