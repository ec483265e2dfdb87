using JobFlows.Domain.Core;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Simulated;

/// <summary>Runs nothing: whoever writes <c>pods/status</c> plays the kubelet. A stop is confirmed at once.</summary>
public sealed class ManualPodRuntime(IPodReports reports) : IPodRuntime, IAsyncDisposable
{
    private readonly ReportPump pump = new(reports);

    /// <inheritdoc/>
    public Task StartAsync(IReadOnlyList<Pod> pods, CancellationToken cancellation = default) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(PodRef pod, TimeSpan grace, CancellationToken cancellation = default)
    {
        pump.Add([new PodReport(pod, Status: null, Stopped: true, [])]);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RemoveAsync(IReadOnlyList<PodRef> pods, CancellationToken cancellation = default) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<bool> ReadLogAsync(PodRef pod, LogQuery query, Stream output, CancellationToken cancellation = default) => Task.FromResult(false);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => pump.DisposeAsync();
}
