using Azure;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.Aci.Arm;
using JobFlows.Pods.Aci.Life;
using JobFlows.Pods.Aci.Logs;
using JobFlows.Pods.Queue;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Aci;

/// <summary>
/// Runs each pod as a container group of Azure Container Instances (docs/adr/0010-container-groups.md). Azure has the groups and the object store the
/// pods, so a process that starts again finds both.
/// </summary>
public sealed class AciPodRuntime : IPodRuntime, ILogArchive, IAsyncDisposable
{
    private const int Workers = 8;
    private static readonly TimeSpan SweepPause = TimeSpan.FromHours(1);

    private readonly AciPodOptions options;
    private readonly IPodReports reports;
    private readonly IObjectStore store;
    private readonly TimeProvider time;
    private readonly ContainerGroups groups;
    private readonly IEndedLogs ended;
    private readonly GroupLogs logs;
    private readonly ArmGate gate;
    private readonly PodCare care;
    private readonly Caseload cases;
    private readonly OrphanSweep sweep;
    private readonly CancellationTokenSource ending = new();
    private readonly Lock starting = new();
    private Task? working;
    private DateTimeOffset sweepAt;

    /// <summary>Makes the runtime. Nothing is connected to before it is needed.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="reports">Takes the news of the pods.</param>
    /// <param name="store">Has the pods, and the ConfigMaps and Secrets that they refer to.</param>
    /// <param name="time">The time.</param>
    /// <exception cref="ArgumentException">The options are wrong.</exception>
    public AciPodRuntime(AciPodOptions options, IPodReports reports, IObjectStore store, TimeProvider time)
    {
        (this.options, this.reports, this.store, this.time) = (options, reports, store, time);
        if (options.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        groups = ContainerGroups.Of(options);
        ended = options switch
        {
            { LogDirectory: { } directory } => new FolderLogs(directory),
            { LogAccount: { } account } => new BlobLogs(account.Blobs.GetBlobContainerClient(new QueueNames().Container)),
            _ => throw new ArgumentException("the logs of pods on Azure Container Instances need a folder or a storage account", nameof(options)),
        };
        logs = new GroupLogs(groups, ended, options.LogPoll, time);
        gate = new ArmGate(options.ShortestRetry, options.LongestPoll, time);
        care = new PodCare(options, groups, reports, store, ended, logs, gate, time);
        cases = new Caseload(time);
        sweep = new OrphanSweep(groups, store, options.Server);
    }

    /// <summary>Looks whether the resource group is there and may be used.</summary>
    /// <returns>Null; or why not, for whoever configured it.</returns>
    public async Task<string?> CheckAsync(CancellationToken cancellation = default)
    {
        try
        {
            await groups.LocationAsync(cancellation);
            return null;
        }
        catch (RequestFailedException e) when (e.Status is 401 or 403 or 404)
        {
            return $"the resource group {options.ResourceGroup} can't be used: {ArmRefusal.Of(e)}";
        }
        catch (RequestFailedException e)
        {
            // It may be only now that Azure can't be reached.
            options.Trouble?.Invoke($"Azure does not say whether there is a resource group {options.ResourceGroup}", e);
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task StartAsync(IReadOnlyList<Pod> pods, CancellationToken cancellation = default)
    {
        if (options.LooksByItself)
        {
            cases.Add(pods);
            Begin();
            return;
        }

        await ForEachAsync(pods.Select(pod => new CaredPod(pod)), cancellation);
    }

    /// <inheritdoc/>
    public async Task StopAsync(PodRef pod, TimeSpan grace, CancellationToken cancellation = default)
    {
        var by = time.GetUtcNow() + grace;
        Begin();
        if (options.LooksByItself && cases.Stop(pod.Uid, by))
        {
            return;
        }

        if (await StoredAsync(pod, cancellation) is not { Status: not { Phase: "Succeeded" or "Failed" } } stored || cases.Has(pod.Uid))
        {
            await reports.ReportAsync([new PodReport(pod, Status: null, Stopped: true, [])], cancellation);
        }
        else if (options.LooksByItself)
        {
            cases.Add([stored]);
            cases.Stop(pod.Uid, by);
        }
        else
        {
            await StepAsync(new CaredPod(stored) { StopBy = by }, cancellation);
        }
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(IReadOnlyList<PodRef> pods, CancellationToken cancellation = default)
    {
        if (options.LooksByItself)
        {
            cases.Remove(pods);
            Begin();
            return;
        }

        await ForEachAsync(pods.Select(pod => new CaredPod(Caseload.Stub(pod)) { IsRemoved = true }), cancellation);
    }

    /// <inheritdoc/>
    public async Task<bool> ReadLogAsync(PodRef pod, LogQuery query, Stream output, CancellationToken cancellation = default)
    {
        if (!PodFolders.IsName(pod.Uid) || !PodFolders.IsName(query.Container))
        {
            return false;
        }

        return await logs.ReadAsync(pod, query, () => PresentAsync(pod, query.Container, cancellation), output, cancellation);
    }

    /// <summary>
    /// Looks once after every pod that is due, for hosts that sleep in between: new ones are started, ended ones reported. Not to be called by two
    /// processes at once.
    /// </summary>
    public async Task RoundAsync(CancellationToken cancellation = default)
    {
        var alive = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var stored in store.ListAllAsync(new ListQuery { Resource = ResourceTypes.Pods.Resource }, cancellation))
        {
            if (KubeTypes.Read<Pod>(stored) is { Spec.NodeName: { Length: > 0 }, Status: not { Phase: "Succeeded" or "Failed" } } pod)
            {
                alive.Add(stored.Uid);
                if (!cases.Has(stored.Uid))
                {
                    cases.Add([pod]);
                }

                if (pod.Metadata.DeletionTimestamp is { } by)
                {
                    cases.Stop(stored.Uid, by);
                }
            }
        }

        cases.KeepOnly(alive);
        await SweepAsync(cancellation);
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(async _ =>
        {
            while (gate.Closed() == TimeSpan.Zero && cases.Take() is { } pod)
            {
                await CareAsync(pod, cancellation);
            }
        }));
    }

    /// <inheritdoc/>
    public async Task<Pod?> FindAsync(string @namespace, string name, CancellationToken cancellation = default) =>
        ended is ILogArchive archive ? await archive.FindAsync(@namespace, name, cancellation) : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LogOwner>> OwnersAsync(CancellationToken cancellation = default) => ended is ILogArchive archive ? await archive.OwnersAsync(cancellation) : [];

    /// <inheritdoc/>
    public Task ForgetAsync(IReadOnlyList<LogOwner> gone, CancellationToken cancellation = default) =>
        ended is ILogArchive archive ? archive.ForgetAsync(gone, cancellation) : Task.CompletedTask;

    /// <summary>Hangs up; the groups go on.</summary>
    public async ValueTask DisposeAsync()
    {
        Task? last;
        lock (starting)
        {
            ending.Cancel();
            last = working;
        }

        await (last ?? Task.CompletedTask);
    }

    private void Begin()
    {
        lock (starting)
        {
            if (options.LooksByItself && !ending.IsCancellationRequested)
            {
                working ??= Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(sweeps: worker == 0))));
            }
        }
    }

    private async Task WorkAsync(bool sweeps)
    {
        try
        {
            while (true)
            {
                if (gate.Closed() is var closed && closed > TimeSpan.Zero)
                {
                    await Task.Delay(closed, time, ending.Token);
                }
                else if (sweeps && time.GetUtcNow() >= sweepAt)
                {
                    await SweepAsync(ending.Token);
                }
                else if (cases.Take() is { } pod)
                {
                    await CareAsync(pod, ending.Token);
                }
                else
                {
                    await cases.WaitAsync(ending.Token);
                }
            }
        }
        catch (Exception) when (ending.IsCancellationRequested)
        {
            // Disposed, and what the reports go to may have been before.
        }
    }

    // One step for each, by a host that sleeps: what is left to do comes with the next round.
    private Task ForEachAsync(IEnumerable<CaredPod> pods, CancellationToken cancellation) =>
        Parallel.ForEachAsync(pods, new ParallelOptions { MaxDegreeOfParallelism = Workers, CancellationToken = cancellation }, async (pod, token) => await StepAsync(pod, token));

    private async Task CareAsync(CaredPod pod, CancellationToken cancellation)
    {
        TimeSpan? next = options.ShortestRetry;
        try
        {
            next = await StepAsync(pod, cancellation);
        }
        finally
        {
            cases.Return(pod, next);
        }
    }

    private async Task<TimeSpan?> StepAsync(CaredPod pod, CancellationToken cancellation)
    {
        try
        {
            var next = await care.StepAsync(pod, cancellation);
            pod.Faults = 0;
            return next;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // Nothing is lost: the pod is stored, and its group is where it was.
            Tell($"pod {pod.Ref.Namespace}/{pod.Ref.Name} could not be looked after; it is tried again", e);
            return RetryPace.After(++pod.Faults, options.ShortestRetry, options.LongestPoll);
        }
    }

    private async Task SweepAsync(CancellationToken cancellation)
    {
        if (time.GetUtcNow() < sweepAt)
        {
            return;
        }

        sweepAt = time.GetUtcNow() + SweepPause;
        try
        {
            await sweep.RunAsync(cases.Has, cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            Tell("container groups that nobody needs could not be looked for", e);
        }
    }

    private void Tell(string what, Exception e)
    {
        if (e is RequestFailedException failed)
        {
            gate.Throttle(ArmRefusal.Of(failed));
        }

        options.Trouble?.Invoke(what, e);
    }

    // How a container is, by what was last recorded.
    private async Task<(int Run, bool IsOver)> PresentAsync(PodRef pod, string container, CancellationToken cancellation)
    {
        var stored = await StoredAsync(pod, cancellation);
        var status = (stored?.Status?.InitContainerStatuses ?? []).Concat(stored?.Status?.ContainerStatuses ?? []).FirstOrDefault(one => one.Name == container);
        return (
            status?.RestartCount ?? 0,
            stored is null or { Status.Phase: "Succeeded" or "Failed" } || (status?.State?.Terminated is not null && stored.Spec?.RestartPolicy == "Never"));
    }

    private async ValueTask<Pod?> StoredAsync(PodRef pod, CancellationToken cancellation) =>
        await store.GetAsync(new ObjectKey(ResourceTypes.Pods.Resource, pod.Namespace, pod.Name), cancellation) is { } stored && stored.Uid == pod.Uid
            ? KubeTypes.Read<Pod>(stored)
            : null;
}
