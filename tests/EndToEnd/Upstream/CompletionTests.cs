using System.Globalization;
using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Upstream;

/// <summary>Cases of Kubernetes' own <c>test/e2e/apps/job.go</c>: Jobs that complete.</summary>
public sealed class CompletionTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string FailOnce = "if [ -r /data/foo ]; then exit 0; else touch /data/foo; exit 1; fi";

    [Fact]
    public async Task Job_TasksSucceed_Completes()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("all-succeed", "exit 0", spec => spec.Sized(2, 4)));

        JobAssert.Completed(await ns.ConditionAsync("all-succeed", "Complete"), 4);
        var pods = await ns.PodsOfAsync("all-succeed");
        Assert.Equal(4, pods.Count(pod => pod.Text("status", "phase") == "Succeeded"));
    }

    [NeedsFact("bwrap")]
    public async Task Job_TasksFailOnceAndAreLocallyRestarted_Completes()
    {
        var ns = await server.NamespaceAsync();
        var job = Documents.Job(
            "fail-once-local",
            FailOnce,
            spec => spec.Sized(2, 4).WithData("emptyDir", []),
            restartPolicy: "OnFailure");
        await ns.CreateAsync(job);

        var finished = await ns.Api.UntilAsync(ns.Jobs, "fail-once-local", one => one.Condition("Complete") is not null, TimeSpan.FromMinutes(3));
        JobAssert.Completed(finished, 4);
        Assert.Equal(0, finished.Number("status", "failed"));
        var pods = await ns.PodsOfAsync("fail-once-local");
        Assert.Equal(4, pods.Count);
        Assert.All(pods, pod => Assert.Equal(1, pod.List("status", "containerStatuses")[0].Number("restartCount")));
    }

    [NeedsFact("bwrap")]
    public async Task Job_TasksFailOnceAndAreNotLocallyRestarted_Completes()
    {
        var ns = await server.NamespaceAsync();
        var node = (await ns.Api.GetAsync("/api/v1/nodes")).List("items")[0].Name();
        var folder = ns.Folder("data");
        var job = Documents.Job("fail-once-non-local", FailOnce, spec =>
        {
            spec.Sized(2, 4).WithHostData(folder);
            spec.Pod()["nodeSelector"] = new JsonObject { ["kubernetes.io/hostname"] = node };
        });
        await ns.CreateAsync(job);

        var finished = await ns.Api.UntilAsync(ns.Jobs, "fail-once-non-local", one => one.Condition("Complete") is not null, TimeSpan.FromMinutes(3));
        JobAssert.Completed(finished, 4);
        Assert.InRange(finished.Number("status", "failed"), 1, 2);
    }

    [Fact]
    public async Task Job_NinetyPodsWithCpuRequestsOnTheNode_Completes()
    {
        var ns = await server.NamespaceAsync();
        var node = (await ns.Api.GetAsync("/api/v1/nodes")).List("items")[0];
        var cpu = int.Parse(node.Text("status", "allocatable", "cpu")!, CultureInfo.InvariantCulture);
        var job = Documents.Job("cpu-requests", "exit 0", spec =>
        {
            spec.Sized(90, 90)["backoffLimit"] = 0;
            spec.Container()["resources"] = new JsonObject { ["requests"] = new JsonObject { ["cpu"] = $"{cpu * 200}m" } };
            spec.Pod()["nodeSelector"] = new JsonObject { ["kubernetes.io/hostname"] = node.Name() };
        });
        await ns.CreateAsync(job);

        JobAssert.Completed(await ns.ConditionAsync("cpu-requests", "Complete"), 90);
        var pods = await ns.PodsOfAsync("cpu-requests");
        Assert.Equal(90, pods.Count(pod => pod.Text("status", "phase") == "Succeeded"));
    }
}
