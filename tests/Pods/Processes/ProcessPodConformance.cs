using JobFlows.Conformance.Pods;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Tests.Processes;

public sealed class ProcessPodConformance : RunningPodConformance
{
    private readonly ProcessHome home = new();

    protected override IPodRuntime MakeRuntime(IPodReports reports) => home.Open(reports);

    protected override async Task CleanUpAsync()
    {
        await home.DisposeAsync();
        await base.CleanUpAsync();
    }
}
