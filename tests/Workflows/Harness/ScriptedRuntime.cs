using System.Collections.Concurrent;
using System.Threading.Channels;
using JobFlows.Domain.Core;
using JobFlows.Workflows.Pods;

namespace JobFlows.Workflows.Tests.Harness;

/// <summary>A pod runtime that plays a script: for each pod it reports Running, then the phase that the script says, or nothing more for null.</summary>
internal sealed class ScriptedRuntime : IPodRuntime, IPodInventory, IAsyncDisposable
{
    private readonly Func<Pod, string?> script;
    private readonly ConcurrentDictionary<string, Pod> started = new(StringComparer.Ordinal);
    private readonly Channel<PodReport> reports = Channel.CreateUnbounded<PodReport>();
    private readonly ConcurrentDictionary<string, int> startCalls = new(StringComparer.Ordinal);
    private readonly IPodReports sink;
    private readonly Task pump;

    /// <summary>How often each pod was asked to start, by UID.</summary>
    public IReadOnlyDictionary<string, int> StartCalls => startCalls;

    /// <summary>The largest number of pods that ran at once.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>Pods that were removed.</summary>
    public ConcurrentBag<string> Removed { get; } = [];

    /// <summary>Of which pods it says that it keeps something.</summary>
    public HashSet<string> Kept { get; } = [];

    /// <summary>Nothing follows from stops.</summary>
    public bool IgnoresStops { get; set; }

    /// <summary>A stop returns only once its report has been taken.</summary>
    public bool ConfirmsStopsAtOnce { get; set; }

    public ScriptedRuntime(Func<Pod, string?> script, IPodReports sink)
    {
        (this.script, this.sink) = (script, sink);
        pump = Task.Run(() => PumpAsync(sink));
    }

    public Task StartAsync(IReadOnlyList<Pod> pods, CancellationToken cancellation = default)
    {
        foreach (var pod in pods)
        {
            startCalls.AddOrUpdate(pod.Metadata.Uid!, 1, (_, calls) => calls + 1);
            if (!started.TryAdd(pod.Metadata.Uid!, pod))
            {
                continue;
            }

            MostAtOnce = Math.Max(MostAtOnce, started.Count);
            Report(pod, "Running", stopped: false);
            if (script(pod) is { } end)
            {
                started.TryRemove(pod.Metadata.Uid!, out _);
                Report(pod, end, stopped: true);
            }
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(PodRef pod, TimeSpan grace, CancellationToken cancellation = default)
    {
        if (IgnoresStops)
        {
            return Task.CompletedTask;
        }

        if (ConfirmsStopsAtOnce)
        {
            return sink.ReportAsync([new PodReport(pod, null, Stopped: true, [])], cancellation);
        }

        if (started.TryRemove(pod.Uid, out var running))
        {
            Report(running, "Failed", stopped: true);
        }
        else
        {
            reports.Writer.TryWrite(new PodReport(pod, null, Stopped: true, []));
        }

        return Task.CompletedTask;
    }

    public Task RemoveAsync(IReadOnlyList<PodRef> pods, CancellationToken cancellation = default)
    {
        foreach (var pod in pods)
        {
            Removed.Add(pod.Uid);
        }

        return Task.CompletedTask;
    }

    public IReadOnlyCollection<string> ListPods() => Kept;

    public Task<bool> ReadLogAsync(PodRef pod, LogQuery query, Stream output, CancellationToken cancellation = default) => Task.FromResult(false);

    /// <summary>Ends a pod that the script left running.</summary>
    public void End(Pod pod, string phase)
    {
        started.TryRemove(pod.Metadata.Uid!, out _);
        Report(pod, phase, stopped: true);
    }

    public async ValueTask DisposeAsync()
    {
        reports.Writer.TryComplete();
        await pump;
    }

    private async Task PumpAsync(IPodReports sink)
    {
        await foreach (var report in reports.Reader.ReadAllAsync())
        {
            var batch = new List<PodReport> { report };
            while (batch.Count < 100 && reports.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            await sink.ReportAsync(batch);
        }
    }

    private void Report(Pod pod, string phase, bool stopped) => reports.Writer.TryWrite(new PodReport(
        new PodRef(pod.Metadata.Namespace!, pod.Metadata.Name!, pod.Metadata.Uid!),
        new PodStatus
        {
            Phase = phase,
            Conditions = [new PodCondition { Type = "Ready", Status = phase == "Running" ? "True" : "False" }],
        },
        stopped,
        []));
}
