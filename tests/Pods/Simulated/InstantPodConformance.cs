using JobFlows.Conformance.Pods;
using JobFlows.Pods.Simulated;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Tests.Simulated;

public sealed class InstantPodConformance : PodRuntimeConformance
{
    [Fact]
    public async Task Start_TenThousandPods_AllSucceedInOneBatch()
    {
        var pods = Enumerable.Range(0, 10_000).Select(i => MakePod($"pod-{i}", ["false"])).ToList();
        var batches = new CountingReports(Reports);
        await using var runtime = new InstantPodRuntime(batches, TimeProvider.System);

        await runtime.StartAsync(pods);

        foreach (var pod in pods)
        {
            Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        }

        Assert.Equal(1, batches.Count);
    }

    [Fact]
    public async Task Report_FailsOnce_IsRepeated()
    {
        var pod = MakePod("again", ["true"]);
        await using var runtime = new InstantPodRuntime(new CountingReports(Reports) { FailFirst = true }, TimeProvider.System);

        await runtime.StartAsync([pod]);

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
    }

    protected override IPodRuntime MakeRuntime(IPodReports reports) => new InstantPodRuntime(reports, TimeProvider.System);

    private sealed class CountingReports(IPodReports inner) : IPodReports
    {
        public int Count { get; private set; }

        public bool FailFirst { get; init; }

        public Task ReportAsync(IReadOnlyList<PodReport> reports, CancellationToken cancellation = default) =>
            ++Count == 1 && FailFirst ? Task.FromException(new IOException("not now")) : inner.ReportAsync(reports, cancellation);
    }
}
