using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Tests.Processes;

/// <summary>Hears reports but can never record them.</summary>
internal sealed class DeafReports : IPodReports
{
    private readonly TaskCompletionSource heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Heard => heard.Task;

    public Task ReportAsync(IReadOnlyList<PodReport> reports, CancellationToken cancellation = default)
    {
        heard.TrySetResult();
        return Task.FromException(new IOException("the store is down"));
    }
}
