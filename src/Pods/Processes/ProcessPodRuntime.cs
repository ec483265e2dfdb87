using JobFlows.Domain.Core;
using JobFlows.Pods.Objects;
using JobFlows.Pods.Logs;
using JobFlows.Pods.Streaming;
using JobFlows.Pods.Supervision;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Processes;

/// <summary>
/// Runs the containers of pods as processes of this machine. A supervisor process owns them (docs/adr/0005-pod-supervisor.md), so that they
/// outlive this one; disposing this only hangs up.
/// </summary>
public sealed class ProcessPodRuntime : IPodRuntime, IPodStreams, IPodClaims, IPodInventory, ILogArchive, IAsyncDisposable
{
    private const int PodsPerRequest = 200;
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);

    private readonly ProcessPodOptions options;
    private readonly IPodReports reports;
    private readonly PodFolders folders;
    private readonly SupervisorLauncher launcher;
    private readonly StreamClient streams;
    private readonly LogArchive archive;
    private readonly TrackedPods tracked = new();
    private readonly ObjectFeed feed;
    private readonly ClaimFolders claims;
    private readonly SemaphoreSlim connecting = new(1, 1);
    private readonly CancellationTokenSource disposing = new();
    private SupervisorConnection? connection;
    private bool disposed;

    /// <summary>Makes the runtime. Nothing is started before it is needed.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="reports">Takes the news of the pods.</param>
    /// <param name="objects">Has the ConfigMaps and Secrets that pods refer to.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message names everything that is.</exception>
    public ProcessPodRuntime(ProcessPodOptions options, IPodReports reports, IObjectStore objects)
    {
        var problems = options.Validate();
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(options));
        }

        this.options = options;
        this.reports = reports;
        folders = new PodFolders(options.Directory);
        launcher = new SupervisorLauncher(options, folders);
        claims = new ClaimFolders(Path.GetFullPath(options.ClaimsDirectory ?? Path.Combine(options.Directory, "..", "claims")));
        feed = new ObjectFeed(
            objects,
            claims.Root,
            tracked,
            (changed, cancellation) => AskAsync(id => new SupervisorRequest.Supply(id, changed), cancellation));
        streams = new StreamClient(folders);
        archive = new LogArchive(folders);
    }

    /// <inheritdoc/>
    public async Task StartAsync(IReadOnlyList<Pod> pods, CancellationToken cancellation = default)
    {
        tracked.Add(pods);
        if (pods.Count == 0 && File.Exists(folders.Socket))
        {
            // A supervisor that is there may run pods that nobody knows of any more: once connected it tells of them.
            await ConnectAsync(cancellation);
        }

        foreach (var some in pods.Chunk(PodsPerRequest))
        {
            var objects = await feed.ReadAsync(some, disposing.Token);
            await AskAsync(id => new SupervisorRequest.Start(id, [.. some.Select(Slim)], objects), cancellation);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(PodRef pod, TimeSpan grace, CancellationToken cancellation = default)
    {
        tracked.Stop(pod, grace);
        return AskAsync(id => new SupervisorRequest.Stop(id, pod, grace.TotalSeconds), cancellation);
    }

    /// <inheritdoc/>
    public Task RemoveAsync(IReadOnlyList<PodRef> pods, CancellationToken cancellation = default)
    {
        tracked.Remove(pods);
        return AskAsync(id => new SupervisorRequest.Remove(id, pods), cancellation);
    }

    /// <inheritdoc/>
    public string? FindMissingClaim(Pod pod) => claims.FindMissing(pod);

    /// <inheritdoc/>
    public IReadOnlyCollection<string> ListPods() => folders.ListPods();

    /// <inheritdoc/>
    public async Task<bool> ReadLogAsync(PodRef pod, LogQuery query, Stream output, CancellationToken cancellation = default)
    {
        if (!PodFolders.IsName(pod.Uid) || !PodFolders.IsName(query.Container))
        {
            return false;
        }

        var folder = folders.Container(pod.Uid, query.Container);
        if (!Directory.Exists(folder) && archive.Container(pod, query.Container) is { } kept)
        {
            folder = kept;
        }

        var newest = LogFiles.NewestRun(folder);
        var run = query.Run ?? newest - (query.Previous && !WaitsToRestart(pod, query.Container) ? 1 : 0);
        if (run < 0 || run > newest)
        {
            return false;
        }

        var reader = new LogReader(query, output, options.LogPoll);
        var found = await reader.CopyAsync(folder, run, cancellation);
        while (query is { Follow: true, Run: null, Previous: false } && !reader.IsDone && await NextRunAsync(pod, query.Container, folder, run, cancellation) is { } next)
        {
            run = next;
            await reader.CopyAsync(folder, run, cancellation);
        }

        return found;
    }

    /// <inheritdoc/>
    public Task<Pod?> FindAsync(string @namespace, string name, CancellationToken cancellation = default) => Task.FromResult(archive.Find(@namespace, name));

    /// <inheritdoc/>
    public Task<IReadOnlyList<LogOwner>> OwnersAsync(CancellationToken cancellation = default) => Task.FromResult(archive.Owners());

    /// <inheritdoc/>
    public Task ForgetAsync(IReadOnlyList<LogOwner> gone, CancellationToken cancellation = default) =>
        AskAsync(id => new SupervisorRequest.Forget(id, gone), cancellation);

    /// <inheritdoc/>
    public Task<StreamStart> OpenAsync(PodRef pod, StreamQuery query, CancellationToken cancellation = default) =>
        streams.OpenAsync(pod, query, cancellation);

    /// <summary>Kills all pods and ends the supervisor. Returns when it is gone.</summary>
    public async Task ShutdownAsync(CancellationToken cancellation = default)
    {
        await disposing.CancelAsync();
        await connecting.WaitAsync(cancellation);
        try
        {
            if (!File.Exists(folders.Socket))
            {
                return;
            }

            var present = connection is { Closed.IsCompleted: false } open
                ? open
                : connection = new SupervisorConnection(await launcher.ConnectAsync(cancellation), (_, _) => Task.CompletedTask);
            try
            {
                await present.AskAsync(id => new SupervisorRequest.Shutdown(id), cancellation);
                await present.Closed.WaitAsync(cancellation);
            }
            catch (IOException)
            {
                // It hung up, which is what was wanted.
            }

            await launcher.EndedAsync(cancellation);
        }
        finally
        {
            connecting.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, true))
        {
            return;
        }

        await disposing.CancelAsync();
        await connecting.WaitAsync();
        if (connection is { } open)
        {
            await open.DisposeAsync();
        }

        await streams.DisposeAsync();
        connecting.Dispose();
        disposing.Dispose();
    }

    // What the supervisor needs no part of can be long.
    private static Pod Slim(Pod pod) => pod with { Metadata = pod.Metadata with { ManagedFields = null } };

    // Its last run is both the newest and the previous one.
    private bool WaitsToRestart(PodRef pod, string container) => tracked.Status(pod.Uid) is { } status
        && (status.ContainerStatuses ?? []).Concat(status.InitContainerStatuses ?? [])
            .Any(one => one.Name == container && one.State?.Waiting is not null && one.LastState?.Terminated is not null);

    // Waits for a run after this one; null when the container has ended for good.
    private async Task<int?> NextRunAsync(PodRef pod, string container, string folder, int run, CancellationToken cancellation)
    {
        while (true)
        {
            var goesOn = GoesOn(pod, container, run);
            if (LogFiles.NewestRun(folder) > run)
            {
                return run + 1;
            }

            if (!goesOn)
            {
                return null;
            }

            await Task.Delay(options.LogPoll, cancellation);
        }
    }

    // A container that is to be started again shows as waiting, and one whose end has not been told yet as running.
    private bool GoesOn(PodRef pod, string container, int run) => tracked.Status(pod.Uid) is { } status
        && (status.ContainerStatuses ?? []).Concat(status.InitContainerStatuses ?? []).FirstOrDefault(one => one.Name == container) is var known
        && (known?.State?.Terminated is null || known.RestartCount < run);

    private async Task AskAsync(Func<long, SupervisorRequest> request, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, disposing.Token);
        while (true)
        {
            var current = await ConnectAsync(either.Token);
            try
            {
                await current.AskAsync(request, either.Token);
                return;
            }
            catch (HungUpException)
            {
                await current.Closed;
            }
        }
    }

    private async Task<SupervisorConnection> ConnectAsync(CancellationToken cancellation)
    {
        if (connection is { Closed.IsCompleted: false } present)
        {
            return present;
        }

        await connecting.WaitAsync(cancellation);
        try
        {
            if (connection is { Closed.IsCompleted: false } other)
            {
                return other;
            }

            while (true)
            {
                var fresh = new SupervisorConnection(await launcher.ConnectAsync(cancellation), RecordAsync);
                connection = fresh;
                try
                {
                    await CatchUpAsync(fresh, cancellation);
                    _ = ReconnectWhenClosedAsync(fresh);
                    return fresh;
                }
                catch (HungUpException)
                {
                    await fresh.Closed;
                }
            }
        }
        finally
        {
            connecting.Release();
        }
    }

    // A supervisor that does not know the pods yet learns of them; one that does tells how they are.
    private async Task CatchUpAsync(SupervisorConnection fresh, CancellationToken cancellation)
    {
        var (wanted, stops) = tracked.Snapshot();
        foreach (var some in wanted.Chunk(PodsPerRequest))
        {
            var objects = await feed.ReadAsync(some, disposing.Token);
            await fresh.AskAsync(id => new SupervisorRequest.Start(id, [.. some.Select(Slim)], objects), cancellation);
        }

        foreach (var (pod, grace) in stops)
        {
            await fresh.AskAsync(id => new SupervisorRequest.Stop(id, pod, grace.TotalSeconds), cancellation);
        }
    }

    private async Task ReconnectWhenClosedAsync(SupervisorConnection watched)
    {
        await watched.Closed;
        while (!disposing.IsCancellationRequested && tracked.Any)
        {
            try
            {
                await ConnectAsync(disposing.Token);
                return;
            }
            catch (IOException)
            {
                await Task.Delay(RetryPause, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task RecordAsync(IReadOnlyList<PodReport> news, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await reports.ReportAsync(news, cancellation);
                tracked.Learn(news);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Reports must not be lost: whatever went wrong there, they are told again.
                await Task.Delay(RetryPause, cancellation);
            }
        }
    }
}
