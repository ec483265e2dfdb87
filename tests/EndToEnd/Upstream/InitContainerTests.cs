using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Upstream;

/// <summary>Cases of Kubernetes' own <c>test/e2e/common/node/init_container.go</c>.</summary>
public sealed class InitContainerTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task RestartNever_InitContainersSucceed_PodSucceeds()
    {
        var ns = await server.NamespaceAsync();
        var pod = await EndAsync(ns, Documents.BarePod("pod-init", "Never", Documents.Script("run1", "exit 0")).WithInit(Documents.Script("init1", "exit 0"), Documents.Script("init2", "exit 0")));

        Assert.Equal("Succeeded", pod.Text("status", "phase"));
        Assert.Equal("True", pod.StatedCondition("Initialized").Text("status"));
        Assert.Equal(2, pod.List("status", "initContainerStatuses").Count);
        Assert.All(pod.List("status", "initContainerStatuses"), status =>
        {
            Assert.True((bool)status["ready"]!);
            Assert.Equal(0, status.Number("state", "terminated", "exitCode"));
        });
    }

    [Fact]
    public async Task RestartAlways_InitContainersSucceed_PodRuns()
    {
        var ns = await server.NamespaceAsync();
        await ns.Api.PostAsync(ns.Pods, Documents.BarePod("pod-init", "Always", Documents.Script("run1", "sleep 1000")).WithInit(Documents.Script("init1", "exit 0"), Documents.Script("init2", "exit 0")));

        var pod = await ns.Api.UntilAsync(ns.Pods, "pod-init", one => one.Text("status", "phase") == "Running");
        Assert.Equal("True", pod.StatedCondition("Initialized").Text("status"));
        Assert.All(pod.List("status", "initContainerStatuses"), status => Assert.Equal(0, status.Number("state", "terminated", "exitCode")));
        Assert.NotNull(pod.List("status", "containerStatuses")[0].At("state", "running"));
    }

    [Fact]
    public async Task RestartAlways_InitContainerFails_OthersAreNotStarted()
    {
        var ns = await server.NamespaceAsync();
        await ns.Api.PostAsync(ns.Pods, Documents.BarePod("pod-init", "Always", Documents.Script("run1", "sleep 1000")).WithInit(Documents.Script("init1", "exit 1"), Documents.Script("init2", "exit 0")));

        var pod = await ns.Api.UntilAsync(ns.Pods, "pod-init", one => one.List("status", "initContainerStatuses") is [var first, ..] && first.Number("restartCount") >= 1
            && first.At("lastState", "terminated") is not null);
        Assert.Equal("Pending", pod.Text("status", "phase"));
        var initialized = pod.StatedCondition("Initialized");
        Assert.Equal(("False", "ContainersNotInitialized", "containers with incomplete status: [init1 init2]"), (initialized.Text("status"), initialized.Text("reason"), initialized.Text("message")));
        Assert.Equal("PodInitializing", pod.List("status", "containerStatuses")[0].Text("state", "waiting", "reason"));
        Assert.Equal("PodInitializing", pod.List("status", "initContainerStatuses")[1].Text("state", "waiting", "reason"));
    }

    [Fact]
    public async Task RestartNever_InitContainerFails_PodFailsAndOthersAreNotStarted()
    {
        var ns = await server.NamespaceAsync();
        var pod = await EndAsync(ns, Documents.BarePod("pod-init", "Never", Documents.Script("run1", "exit 0")).WithInit(Documents.Script("init1", "exit 0"), Documents.Script("init2", "exit 1")));

        Assert.Equal("Failed", pod.Text("status", "phase"));
        Assert.Equal("containers with incomplete status: [init2]", pod.StatedCondition("Initialized").Text("message"));
        Assert.Equal("PodInitializing", pod.List("status", "containerStatuses")[0].Text("state", "waiting", "reason"));
    }

    private static async Task<JsonNode> EndAsync(TestNamespace ns, JsonObject pod)
    {
        await ns.Api.PostAsync(ns.Pods, pod);
        return await ns.Api.UntilAsync(ns.Pods, pod.Name(), one => one.Text("status", "phase") is "Succeeded" or "Failed");
    }
}
