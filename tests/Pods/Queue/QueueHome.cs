using JobFlows.Conformance.Pods;
using JobFlows.Pods.Queue;
using JobFlows.Pods.Queue.Server;
using JobFlows.Pods.Queue.Worker;
using JobFlows.Pods.Tests.Processes;
using JobFlows.Storage.AzureStorage;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Tests.Queue;

/// <summary>Queues of a test's own, and workers on them in this process.</summary>
internal sealed class QueueHome(string connectionString) : IAsyncDisposable
{
    private readonly List<(QueueWorker Worker, Task Running, CancellationTokenSource Stop, ProcessHome Processes)> workers = [];

    /// <summary>The names of the queues.</summary>
    public QueueNames Names { get; } = new("t" + Guid.NewGuid().ToString("N"));

    /// <summary>The account.</summary>
    public StorageAccount Account { get; } = StorageAccount.Parse(connectionString);

    /// <summary>What has been told as trouble.</summary>
    public List<string> Troubles { get; } = [];

    /// <summary>The queues and blobs.</summary>
    public QueueStorage Storage => new(Account, Names);

    /// <summary>A server.</summary>
    public QueuePodRuntime Open(IPodReports reports, Api.Tests.Fakes.MemoryObjectStore? store = null, Func<QueuePodOptions, QueuePodOptions>? change = null)
    {
        var options = new QueuePodOptions { Names = Names, ShortestPoll = TimeSpan.FromMilliseconds(20), IdlePoll = TimeSpan.FromSeconds(1), LogPoll = TimeSpan.FromMilliseconds(50), Trouble = (what, e) => Tell(what, e) };
        return new QueuePodRuntime(change?.Invoke(options) ?? options, Account, reports, store ?? new(), TimeProvider.System);
    }

    /// <summary>Starts a worker.</summary>
    public QueueWorker StartWorker(Func<QueueWorkerOptions, QueueWorkerOptions>? change = null, StorageAccount? account = null)
    {
        var processes = new ProcessHome();
        var options = new QueueWorkerOptions
        {
            Processes = processes.Options,
            Names = Names,
            Room = 64,
            ShortestPoll = TimeSpan.FromMilliseconds(20),
            LongestPoll = TimeSpan.FromMilliseconds(200),
            OrdersPoll = TimeSpan.FromMilliseconds(50),
            NewsDelay = TimeSpan.FromMilliseconds(50),
            EndDelay = TimeSpan.FromMilliseconds(20),
            ShortestLogDelay = TimeSpan.FromMilliseconds(100),
            Trouble = Tell,
        };
        var worker = new QueueWorker(change?.Invoke(options) ?? options, account ?? Account, TimeProvider.System);
        var stop = new CancellationTokenSource();
        workers.Add((worker, worker.RunAsync(stop.Token), stop, processes));
        return worker;
    }

    /// <summary>Tells all workers to stop, and waits until they have.</summary>
    public async Task StopWorkersAsync()
    {
        foreach (var (_, running, stop, processes) in workers)
        {
            await stop.CancelAsync();
            await running;
            stop.Dispose();
            await processes.DisposeAsync();
        }

        workers.Clear();
    }

    public async ValueTask DisposeAsync() => await StopWorkersAsync();

    private void Tell(string what, Exception? e)
    {
        lock (Troubles)
        {
            Troubles.Add($"{what} {e}");
        }
    }
}
