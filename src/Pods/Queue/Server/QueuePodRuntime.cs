using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.Kubelet;
using JobFlows.Pods.Objects;
using JobFlows.Pods.Queue.Claims;
using JobFlows.Pods.Queue.Messages;
using JobFlows.Storage.AzureStorage;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Queue.Server;

/// <summary>
/// Runs pods on queue workers (docs/adr/0008-queue-workers.md): sends them out as messages, takes what workers report, and reads logs from blobs.
/// It keeps nothing that a crash could lose, so any number of processes can use it at once.
/// </summary>
public sealed class QueuePodRuntime : IPodRuntime, IPodGroups, IAsyncDisposable
{
    private readonly QueuePodOptions options;
    private readonly IPodReports reports;
    private readonly IObjectStore store;
    private readonly TimeProvider time;
    private readonly QueueStorage storage;
    private readonly SentPods sent = new();
    private readonly JobPace pace;
    private readonly PodStopper stopper;
    private readonly RemoteLogs logs;
    private readonly ResultPoll poll;

    /// <summary>Makes the runtime. Nothing is connected to before it is needed.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="account">Has the queues and blobs.</param>
    /// <param name="reports">Takes the news of the pods.</param>
    /// <param name="store">Has the pods, and the ConfigMaps and Secrets that they refer to.</param>
    /// <param name="time">The time.</param>
    public QueuePodRuntime(QueuePodOptions options, StorageAccount account, IPodReports reports, IObjectStore store, TimeProvider time)
    {
        (this.options, this.reports, this.store, this.time) = (options, reports, store, time);
        storage = new QueueStorage(account, options.Names);
        pace = new JobPace(options.PodsPerMessage, options.WorkPerMessage);
        stopper = new PodStopper(storage, reports);
        logs = new RemoteLogs(storage, LookAsync, options.LogPoll);
        poll = new ResultPoll(options, storage.Results, time, () => sent.Any, HandleAsync, SweepAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Pod> Group(IReadOnlyList<Pod> pods) =>
    [
        .. pods.GroupBy(SentPods.JobOf, StringComparer.Ordinal)
            .SelectMany(job => job.Chunk(pace.GroupSize(job.Key, job.Count())))
            .SelectMany(group =>
            {
                var batch = Guid.NewGuid().ToString("N");
                return group.Select(pod => InBatch(pod, batch));
            }),
    ];

    /// <inheritdoc/>
    public async Task StartAsync(IReadOnlyList<Pod> pods, CancellationToken cancellation = default)
    {
        await storage.EnsureAsync(cancellation);
        poll.Begin();
        var fresh = sent.Add(pods);
        try
        {
            var batches = fresh.Where(pod => pod.Status?.Phase != "Running").GroupBy(BatchNames.Of, StringComparer.Ordinal);
            await Parallel.ForEachAsync(batches, cancellation, async (batch, token) => await SendAsync(batch.Key, [.. batch], token));
            foreach (var batch in fresh.Where(pod => pod.Status?.Phase == "Running").GroupBy(BatchNames.Of, StringComparer.Ordinal))
            {
                await ResumeAsync(batch.Key, [.. batch], cancellation);
            }
        }
        catch
        {
            // Whoever asked asks again.
            sent.Forget(fresh.Select(pod => pod.Metadata.Uid!));
            throw;
        }

        poll.Hurry();
    }

    /// <inheritdoc/>
    public async Task StopAsync(PodRef pod, TimeSpan grace, CancellationToken cancellation = default)
    {
        await storage.EnsureAsync(cancellation);
        poll.Begin();
        var stored = await StoredAsync(pod, cancellation);
        if (stored?.Status?.Phase is "Succeeded" or "Failed" && sent.Find(pod.Uid) is null)
        {
            await reports.ReportAsync([new PodReport(pod, Status: null, Stopped: true, [])], cancellation);
            return;
        }

        await stopper.StopAsync(pod, BatchOf(pod, stored), grace, cancellation);
        poll.Hurry();
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(IReadOnlyList<PodRef> pods, CancellationToken cancellation = default)
    {
        // Logs are shared by the pods of a batch, and go some time after the last of them.
        logs.Forget(pods);
        foreach (var pod in sent.Forget(pods.Select(pod => pod.Uid)))
        {
            await stopper.StopAsync(pod.Pod, pod.Batch, TimeSpan.Zero, cancellation);
        }
    }

    /// <inheritdoc/>
    public Task<bool> ReadLogAsync(PodRef pod, LogQuery query, Stream output, CancellationToken cancellation = default) => logs.ReadAsync(pod, query, output, cancellation);

    /// <summary>Records what one message of the results' queue tells. It may be handed over any number of times.</summary>
    /// <returns>Null; or why the message can't be read and was put with the poison messages.</returns>
    /// <exception cref="Azure.RequestFailedException">Storage does not answer; the message has to be handed over again.</exception>
    public async Task<string?> HandleResultAsync(string message, CancellationToken cancellation = default)
    {
        await storage.EnsureAsync(cancellation);
        switch (await storage.Results.ReadAsync(message, ResultMessage.Read, cancellation))
        {
            case MessageContent<ResultMessage>.Good(var result, var blob):
                await HandleAsync([result], cancellation);
                if (blob is not null)
                {
                    await storage.Blobs.DeleteAsync(blob, cancellation);
                }

                return null;
            case MessageContent<ResultMessage>.Bad(var reason):
                await storage.Results.KeepPoisonAsync(message, reason, cancellation);
                return reason;
            default:
                throw new InvalidOperationException("a message says neither that nor that");
        }
    }

    /// <summary>Deletes what is left of pods that have been gone for some time. Done by itself while this process takes results.</summary>
    public async Task SweepAsync(CancellationToken cancellation = default)
    {
        await storage.EnsureAsync(cancellation);
        await new Sweep(storage, store, options.KeepLogs, time).RunAsync(cancellation);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => poll.DisposeAsync();

    private static Pod InBatch(Pod pod, string batch) => pod with
    {
        Metadata = pod.Metadata with
        {
            Annotations = new Dictionary<string, string>(pod.Metadata.Annotations ?? new Dictionary<string, string>(), StringComparer.Ordinal) { [BatchNames.Annotation] = batch },
        },
    };

    // What workers need no part of can be long.
    private static Pod Slim(Pod pod) => pod with { Metadata = pod.Metadata with { ManagedFields = null } };

    private async Task SendAsync(string batch, IReadOnlyList<Pod> pods, CancellationToken cancellation)
    {
        var message = new WorkMessage(batch, [.. pods.Select(Slim)], await ObjectsOfPods.ReadAsync(store, pods, cancellation));
        await storage.Pods.SendAsync(message.Write(), cancellation);
    }

    // Pods that ran when they were last heard of: they have a claim, or there is no trace of them. The worker that has them tells the rest.
    private async Task ResumeAsync(string batch, IReadOnlyList<Pod> pods, CancellationToken cancellation)
    {
        var left = pods.ToDictionary(pod => pod.Metadata.Uid!, StringComparer.Ordinal);
        var news = new List<BatchReport>();
        for (var number = 1; left.Count > 0 && await storage.Claims.FindAsync(batch, number, cancellation) is { } claim; number++)
        {
            if (!claim.Pods.Any(left.ContainsKey))
            {
                continue;
            }

            var endings = (await storage.Claims.EndingsAsync(claim, cancellation)).ByPod;
            foreach (var uid in claim.Pods)
            {
                if (left.Remove(uid) && endings.TryGetValue(uid, out var ending))
                {
                    news.Add(new BatchReport(batch, ending));
                }
            }
        }

        news.AddRange(left.Values.Select(pod => new BatchReport(
            batch,
            new PodReport(new PodRef(pod.Metadata.Namespace!, pod.Metadata.Name!, pod.Metadata.Uid!), LostPod.Fail(pod, time.GetUtcNow()), Stopped: true, []))));
        if (news.Count > 0)
        {
            await RecordAsync(news, cancellation);
        }
    }

    private Task HandleAsync(IReadOnlyList<ResultMessage> results, CancellationToken cancellation) => RecordAsync(
        [.. results.OrderBy(result => result.Worker, StringComparer.Ordinal).ThenBy(result => result.Sequence).SelectMany(result => result.News)], cancellation);

    private async Task RecordAsync(IReadOnlyList<BatchReport> news, CancellationToken cancellation)
    {
        foreach (var (_, report) in news)
        {
            if (report is { Stopped: true, Status: { } status } && sent.Find(report.Pod.Uid) is { } pod)
            {
                pace.Learn(pod.Job, status);
            }
        }

        // Before they are recorded: what turns out to be gone is then stopped where it runs.
        sent.Learn(news);
        await reports.ReportAsync([.. news.Select(one => one.Report)], cancellation);
    }

    private async ValueTask<Pod?> StoredAsync(PodRef pod, CancellationToken cancellation) =>
        await store.GetAsync(new ObjectKey(ResourceTypes.Pods.Resource, pod.Namespace, pod.Name), cancellation) is { } stored && stored.Uid == pod.Uid
            ? KubeTypes.Read<Pod>(stored)
            : null;

    private string BatchOf(PodRef pod, Pod? stored) => sent.Find(pod.Uid)?.Batch ?? (stored is null ? pod.Uid : BatchNames.Of(stored));

    private async ValueTask<SentPod?> LookAsync(PodRef pod, CancellationToken cancellation)
    {
        var stored = await StoredAsync(pod, cancellation);
        return stored is null ? sent.Find(pod.Uid) : new SentPod(pod, BatchOf(pod, stored), SentPods.JobOf(stored), stored.Status);
    }
}
