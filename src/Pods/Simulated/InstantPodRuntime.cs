using JobFlows.Domain.Core;
using JobFlows.Pods.Kubelet;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Simulated;

/// <summary>Runs nothing: every pod succeeds at once. For benchmarks of everything else.</summary>
public sealed class InstantPodRuntime(IPodReports reports, TimeProvider time) : IPodRuntime, IAsyncDisposable
{
    private readonly ReportPump pump = new(reports);

    /// <inheritdoc/>
    public Task StartAsync(IReadOnlyList<Pod> pods, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        pump.Add([.. pods.Select(pod => new PodReport(
            new PodRef(pod.Metadata.Namespace ?? string.Empty, pod.Metadata.Name ?? string.Empty, pod.Metadata.Uid!), Succeeded(pod, now), Stopped: true, []))]);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(PodRef pod, TimeSpan grace, CancellationToken cancellation = default)
    {
        pump.Add([new PodReport(pod, Status: null, Stopped: true, [])]);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RemoveAsync(IReadOnlyList<PodRef> pods, CancellationToken cancellation = default) => Task.CompletedTask;

    /// <summary>Every log is there and empty.</summary>
    public Task<bool> ReadLogAsync(PodRef pod, LogQuery query, Stream output, CancellationToken cancellation = default) => Task.FromResult(!query.Previous);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => pump.DisposeAsync();

    private static PodStatus Succeeded(Pod pod, DateTimeOffset now)
    {
        var state = new ContainerState
        {
            Terminated = new ContainerStateTerminated { ExitCode = 0, Reason = "Completed", StartedAt = now, FinishedAt = now },
        };
        var init = Statuses(pod.Spec?.InitContainers, state);
        var app = Statuses(pod.Spec?.Containers, state) ?? [];
        return (pod.Status ?? new PodStatus()) with
        {
            Phase = "Succeeded",
            StartTime = now,
            InitContainerStatuses = init,
            ContainerStatuses = app,
            Conditions = PodConditions.Update(pod.Status?.Conditions, pod.Spec!, "Succeeded", init ?? [], app, pod.Metadata.Generation, now),
        };
    }

    private static List<ContainerStatus>? Statuses(IReadOnlyList<Container>? containers, ContainerState state) => containers is not { Count: > 0 } ? null :
    [
        .. containers.Select(container => new ContainerStatus
        {
            Name = container.Name,
            Image = container.Image ?? string.Empty,
            ImageID = string.Empty,
            Ready = false,
            Started = false,
            RestartCount = 0,
            State = state,
        }),
    ];
}
