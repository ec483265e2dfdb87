using JobFlows.Workflows.Pods;

namespace JobFlows.Conformance.Pods;

/// <summary>Keeps the reports of a runtime and waits for particular ones.</summary>
public sealed class ReportLog : IPodReports
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock gate = new();
    private readonly Dictionary<string, List<PodReport>> byPod = new(StringComparer.Ordinal);
    private TaskCompletionSource more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    public Task ReportAsync(IReadOnlyList<PodReport> reports, CancellationToken cancellation = default)
    {
        lock (gate)
        {
            foreach (var report in reports)
            {
                byPod.TryAdd(report.Pod.Uid, []);
                byPod[report.Pod.Uid].Add(report);
            }

            more.SetResult();
            more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return Task.CompletedTask;
    }

    /// <summary>All reports about a pod so far, oldest first.</summary>
    public IReadOnlyList<PodReport> Of(PodRef pod)
    {
        lock (gate)
        {
            return [.. byPod.GetValueOrDefault(pod.Uid) ?? []];
        }
    }

    /// <summary>The first report about the pod that fits, also one that has come already.</summary>
    /// <exception cref="TimeoutException">None came; the message has what did.</exception>
    public async Task<PodReport> WaitAsync(PodRef pod, Func<PodReport, bool> fits)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (byPod.GetValueOrDefault(pod.Uid)?.Find(report => fits(report)) is { } found)
                {
                    return found;
                }

                next = more.Task;
            }

            try
            {
                await next.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException e)
            {
                throw new TimeoutException($"{pod.Name}: {string.Join(Environment.NewLine, Of(pod))}", e);
            }
        }
    }

    /// <summary>The report that nothing of the pod is left.</summary>
    public Task<PodReport> StoppedAsync(PodRef pod) => WaitAsync(pod, report => report.Stopped);

    /// <summary>The report that the pod runs.</summary>
    public Task<PodReport> RunningAsync(PodRef pod) => WaitAsync(pod, report => report.Status?.Phase == "Running");
}
