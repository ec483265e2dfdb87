using JobFlows.Conformance.Pods;
using JobFlows.Pods.Simulated;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Tests.Simulated;

public sealed class ManualPodConformance : PodRuntimeConformance
{
    [Fact]
    public async Task Start_Pod_NothingIsReportedUntilItIsStopped()
    {
        var pod = MakePod("by-hand", ["true"]);
        await Runtime.StartAsync([pod]);

        await Runtime.StopAsync(Ref(pod), TimeSpan.FromHours(1));

        await Reports.StoppedAsync(Ref(pod));
        Assert.Null(Assert.Single(Reports.Of(Ref(pod))).Status);
    }

    protected override IPodRuntime MakeRuntime(IPodReports reports) => new ManualPodRuntime(reports);
}
