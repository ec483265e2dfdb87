using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Upstream;

/// <summary>Cases of Kubernetes' own <c>test/e2e/apps/job.go</c>: Jobs that fail.</summary>
public sealed class FailureTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Job_ExceedsItsActiveDeadline_Fails()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("exceed-active-deadline", "sleep 1000", spec => spec.Sized(2, 4)["activeDeadlineSeconds"] = 1));

        JobAssert.Failed(await ns.ConditionAsync("exceed-active-deadline", "Failed"), "DeadlineExceeded");
        await ns.NoPodsAsync("exceed-active-deadline");
    }

    [Fact]
    public async Task Job_ExceedsItsBackoffLimit_FailsAndKeepsItsFailedPods()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("backofflimit", "exit 1", spec => spec.Sized(1, 1)["backoffLimit"] = 1));

        var job = await ns.ConditionAsync("backofflimit", "Failed");
        JobAssert.Failed(job, "BackoffLimitExceeded");
        Assert.Equal(2, job.Number("status", "failed"));
        var pods = await ns.PodsOfAsync("backofflimit");
        Assert.Equal(2, pods.Count);
        Assert.All(pods, pod => Assert.Equal("Failed", pod.Text("status", "phase")));
        Assert.All(pods, pod => Assert.Equal(1, pod.List("status", "containerStatuses")[0].Number("state", "terminated", "exitCode")));
    }
}
