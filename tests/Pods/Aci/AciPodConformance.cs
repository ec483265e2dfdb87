using JobFlows.Conformance.Pods;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Tests.Aci;

public sealed class AciPodConformance : PodRuntimeConformance
{
    private readonly AciHome home = new();

    protected override IPodRuntime MakeRuntime(IPodReports reports) => home.Open(reports: reports);

    protected override async Task CleanUpAsync() => await home.DisposeAsync();
}
