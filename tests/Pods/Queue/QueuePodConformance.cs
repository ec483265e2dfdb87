using JobFlows.Conformance.Pods;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Tests.Queue;

public sealed class QueuePodConformance(SharedAzurite azurite) : RunningPodConformance, IClassFixture<SharedAzurite>
{
    private QueueHome? home;

    // A worker is done with a pod when it has sent its end.
    protected override bool TellsEventsAfterTheEnd => false;

    protected override IPodRuntime MakeRuntime(IPodReports reports)
    {
        if (home is null)
        {
            home = new QueueHome(azurite.ConnectionString);
            home.StartWorker();
        }

        return home.Open(reports);
    }

    protected override async Task CleanUpAsync()
    {
        await home!.DisposeAsync();
        await base.CleanUpAsync();
    }
}
