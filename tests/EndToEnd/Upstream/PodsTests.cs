using System.Net;
using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Upstream;

/// <summary>Cases of Kubernetes' own <c>test/e2e/node/pods.go</c> and <c>test/e2e/common/node/pods.go</c>.</summary>
public sealed class PodsTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task DeleteGracePeriod_PodEndsWithinIt_AndIsGone()
    {
        var ns = await server.NamespaceAsync();
        await ns.Api.PostAsync(ns.Pods, Documents.BarePod("pod-submit-remove", "Never", Documents.Script("c", "trap 'sleep 0.5; exit 0' TERM; while :; do sleep 0.05; done")));
        await ns.Api.UntilAsync(ns.Pods, "pod-submit-remove", one => one.Text("status", "phase") == "Running");

        var deleted = await ns.Api.DeleteAsync($"{ns.Pods}/pod-submit-remove", new JsonObject { ["gracePeriodSeconds"] = 30 });

        Assert.Equal(30, deleted.Number("metadata", "deletionGracePeriodSeconds"));
        Assert.NotNull(deleted.Text("metadata", "deletionTimestamp"));
        await Wait.UntilAsync("the pod's end", async () => (await ns.Api.SendAsync(HttpMethod.Get, $"{ns.Pods}/pod-submit-remove")).Code == HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("100m", "100Mi", "100m", "100Mi", "Guaranteed")]
    [InlineData("100m", "100Mi", "200m", "200Mi", "Burstable")]
    [InlineData(null, null, null, null, "BestEffort")]
    public async Task QosClass_IsSet(string? cpu, string? memory, string? cpuLimit, string? memoryLimit, string qos)
    {
        var ns = await server.NamespaceAsync();
        var container = Documents.Script("c", "exit 0");
        if (cpu is not null)
        {
            container.Asking(new JsonObject { ["cpu"] = cpu, ["memory"] = memory }, new JsonObject { ["cpu"] = cpuLimit, ["memory"] = memoryLimit });
        }

        var pod = await ns.Api.PostAsync(ns.Pods, Documents.BarePod("pod-qos", "Never", container));

        Assert.Equal(qos, pod.Text("status", "qosClass"));
    }

    [Fact]
    public async Task ContainerStatus_OfAPodThatAlwaysFails_NeverShowsSuccess()
    {
        var ns = await server.NamespaceAsync();
        await ns.Api.PostAsync(ns.Pods, Documents.BarePod("pod-terminate-status", "Never", Documents.Script("fail", "/bin/false")));

        var pod = await ns.Api.UntilAsync(ns.Pods, "pod-terminate-status", one => one.Text("status", "phase") is "Succeeded" or "Failed");

        var terminated = pod.List("status", "containerStatuses")[0].At("state", "terminated");
        Assert.Equal(("Failed", 1, "Error"), (pod.Text("status", "phase"), terminated.Number("exitCode"), terminated.Text("reason")));
        Assert.All((string[])["startedAt", "finishedAt", "containerID"], field => Assert.NotNull(terminated.Text(field)));
    }

    [Fact]
    public async Task RestartedContainer_BacksOff()
    {
        var ns = await server.NamespaceAsync();
        await ns.Api.PostAsync(ns.Pods, Documents.BarePod("pod-back-off", "Always", Documents.Script("back-off", "exit 1")));

        var pod = await ns.Api.UntilAsync(ns.Pods, "pod-back-off", one => one.List("status", "containerStatuses") is [var container] && container.Text("state", "waiting", "reason") == "CrashLoopBackOff");

        Assert.Equal(1, pod.List("status", "containerStatuses")[0].Number("restartCount"));
        Assert.Equal(1, pod.List("status", "containerStatuses")[0].Number("lastState", "terminated", "exitCode"));
    }

    [Fact]
    public async Task ActiveDeadline_IsSetOnAPodThatRuns_PodFails()
    {
        var ns = await server.NamespaceAsync();
        var document = Documents.BarePod("pod-update-activedeadlineseconds", "Never", Documents.Script("c", "sleep 1000"));
        await ns.Api.PostAsync(ns.Pods, document);
        var running = await ns.Api.UntilAsync(ns.Pods, document.Name(), one => one.Text("status", "phase") == "Running");
        running["spec"]!["activeDeadlineSeconds"] = 1;
        running["metadata"]!.AsObject().Remove("resourceVersion");
        await ns.Api.PutAsync($"{ns.Pods}/{document.Name()}", running);

        var pod = await ns.Api.UntilAsync(ns.Pods, "pod-update-activedeadlineseconds", one => one.Text("status", "phase") == "Failed");

        Assert.Equal("DeadlineExceeded", pod.Text("status", "reason"));
    }
}
