using System.Net;
using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.PodLife;

/// <summary>What the API server and a kubelet add to a pod, and what others tell a kubelet.</summary>
public sealed class PodDefaultsTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Pod_WithoutAnAccount_HasTheDefaultOneAndItsTemplateNone()
    {
        var ns = await server.NamespaceAsync();
        await ns.Api.PostAsync(ns.Pods, BarePods.Pod("bare", "echo done"));
        await ns.CreateAsync(Documents.Job("owned", "exit 0"));
        await ns.ConditionAsync("owned", "Complete");

        foreach (var pod in (await ns.Api.GetAsync(ns.Pods)).List("items"))
        {
            Assert.Equal(("default", "default"), (pod.Text("spec", "serviceAccountName"), pod.Text("spec", "serviceAccount")));
        }

        Assert.Null((await ns.Api.GetAsync($"{ns.Jobs}/owned")).Text("spec", "template", "spec", "serviceAccountName"));
        var found = await ns.Api.GetAsync($"{ns.Pods}?fieldSelector=spec.serviceAccountName%3Ddefault");
        Assert.Equal(2, found.List("items").Count);
    }

    [Fact]
    public async Task ReadinessGate_OpensWhenSomebodySetsItsCondition()
    {
        var ns = await server.NamespaceAsync();
        await ns.RunningPodAsync("gated", "sleep 1000", spec => spec["readinessGates"] = new JsonArray(new JsonObject { ["conditionType"] = "example.com/up" }));
        var pod = await ns.Api.UntilAsync(ns.Pods, "gated", one => one.StatedCondition("Ready").Text("reason") == "ReadinessGatesNotReady");
        Assert.NotNull(pod.Condition("ContainersReady"));

        pod["status"]!["conditions"]!.AsArray().Add(new JsonObject { ["type"] = "example.com/up", ["status"] = "True" });
        await ns.Api.PutAsync($"{ns.Pods}/gated/status", pod);
        await ns.Api.UntilAsync(ns.Pods, "gated", one => one.Condition("Ready") is not null && one.Condition("example.com/up") is not null);

        await Wait.UntilAsync("a write of the status", async () =>
        {
            var open = await ns.Api.GetAsync($"{ns.Pods}/gated");
            open.StatedCondition("example.com/up")!["status"] = "False";
            return (await ns.Api.SendAsync(HttpMethod.Put, $"{ns.Pods}/gated/status", open)).Code == HttpStatusCode.OK;
        });
        var shut = await ns.Api.UntilAsync(ns.Pods, "gated", one => one.StatedCondition("Ready").Text("status") == "False");
        Assert.Equal("the status of pod readiness gate \"example.com/up\" is not \"True\", but False", shut.StatedCondition("Ready").Text("message"));
    }

    [Fact]
    public async Task Sidecar_ThatCrashesUntilThePodEnds_ShowsHowItEnded()
    {
        var ns = await server.NamespaceAsync();
        var marker = Path.Combine(ns.Folder("marker"), "crashed");
        var side = Documents.Script("side", $"trap '' TERM; touch {marker}; exit 3");
        side["restartPolicy"] = "Always";
        await ns.Api.PostAsync(ns.Pods, Documents.BarePod("pair", "Never", Documents.Script("c", $"while [ ! -e {marker} ]; do sleep 0.05; done")).WithInit(side));

        var pod = await ns.Api.UntilAsync(ns.Pods, "pair", one => one.Text("status", "phase") == "Succeeded");

        Assert.Equal(3, pod.List("status", "initContainerStatuses")[0].Number("state", "terminated", "exitCode"));
    }
}
