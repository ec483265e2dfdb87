using System.Net;
using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.PodLife;

/// <summary>Pods that wait for room, across restarts of the server, and those that don't wait for ever.</summary>
public sealed class AdmissionTests
{
    private const string Pods = "/api/v1/namespaces/default/pods";
    private const string Jobs = "/apis/batch/v1/namespaces/default/jobs";

    [Fact]
    public async Task Job_MoreThanTheNodeHasRoomFor_RunsOneAfterTheOther()
    {
        await using var server = await ServerProcess.StartAsync("process", "--allocatable", "cpu=1");
        using var api = server.Client();
        await api.PostAsync(Jobs, Documents.Job("crowd", "exit 0", spec =>
        {
            spec.Sized(3, 3);
            spec.Container().Asking(new JsonObject { ["cpu"] = "600m" });
        }));

        var done = await api.UntilAsync(Jobs, "crowd", one => one.Condition("Complete") is not null || one.Condition("Failed") is not null);

        Assert.NotNull(done.Condition("Complete"));
    }

    [Fact]
    public async Task PodThatDoesNotFit_WaitsAcrossAKill_AndStartsWhenRoomComes()
    {
        await using var server = await ServerProcess.StartAsync("process", "--allocatable", "cpu=1");
        using (var api = server.Client())
        {
            await api.PostAsync(Pods, Documents.BarePod("first", "Never", Documents.Script("c", "sleep 1000").Asking(new JsonObject { ["cpu"] = "1" })));
            await api.PostAsync(Pods, Documents.BarePod("second", "Never", Documents.Script("c", "exit 0").Asking(new JsonObject { ["cpu"] = "1" })));
            var waiting = await api.UntilAsync(Pods, "second", one => Scheduled(one) is not null);
            Assert.Equal(("Pending", "False", "Unschedulable"), (waiting.Text("status", "phase"), Scheduled(waiting).Text("status"), Scheduled(waiting).Text("reason")));
            Assert.StartsWith("0/1 nodes are available: 1 Insufficient cpu.", Scheduled(waiting).Text("message"));
            Assert.Null(waiting.Text("spec", "nodeName"));
            var events = await api.GetAsync("/api/v1/namespaces/default/events?fieldSelector=involvedObject.name%3Dsecond");
            Assert.Contains(events.List("items"), one => one.Text("reason") == "FailedScheduling");
        }

        await server.KillAsync();
        await server.StartAsync();

        using var again = server.Client();
        Assert.Equal("Pending", (await again.GetAsync($"{Pods}/second")).Text("status", "phase"));
        await again.DeleteAsync($"{Pods}/first", new JsonObject { ["gracePeriodSeconds"] = 1 });
        await again.UntilAsync(Pods, "second", one => one.Text("status", "phase") == "Succeeded");
    }

    [Fact]
    public async Task NodeSelectorThatNothingMatches_WaitsUntilItIsDeleted()
    {
        await using var server = await ServerProcess.StartAsync("process");
        using var api = server.Client();
        var pod = Documents.BarePod("picky", "Never", Documents.Script("c", "exit 0"));
        pod["spec"]!["nodeSelector"] = new JsonObject { ["disk"] = "ssd" };
        await api.PostAsync(Pods, pod);

        var waiting = await api.UntilAsync(Pods, "picky", one => Scheduled(one) is not null);
        Assert.StartsWith("0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.", Scheduled(waiting).Text("message"));

        await api.DeleteAsync($"{Pods}/picky");
        await Wait.UntilAsync("the pod's end", async () => (await api.SendAsync(HttpMethod.Get, $"{Pods}/picky")).Code == HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Off_EveryPodStarts()
    {
        await using var server = await ServerProcess.StartAsync("process", "--allocatable", "off");
        using var api = server.Client();

        await api.PostAsync(Pods, Documents.BarePod("huge", "Never", Documents.Script("c", "exit 0").Asking(new JsonObject { ["cpu"] = "1000" })));

        await api.UntilAsync(Pods, "huge", one => one.Text("status", "phase") == "Succeeded");
    }

    [Theory]
    [InlineData("1000", "busybox", "Unschedulable")]
    [InlineData("1m", "no-such-image", "ImagePull")]
    public async Task StartDeadline_Passes_TheFailurePolicyCanMatchIt(string cpu, string image, string cause)
    {
        await using var server = await ServerProcess.StartAsync("process");
        using var api = server.Client();
        await api.PostAsync(Jobs, Documents.Job("impatient", "exit 0", spec =>
        {
            spec.Container().Asking(new JsonObject { ["cpu"] = cpu });
            spec.Container()["image"] = image;
            if (image != "busybox")
            {
                spec.Container().Remove("command");
            }

            spec["template"]!["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["jobflows.io/start-deadline"] = "2s" } };
            spec["podFailurePolicy"] = JsonNode.Parse("""{"rules": [{"action": "FailJob", "onPodConditions": [{"type": "StartDeadlineExceeded", "status": "True"}]}]}""");
        }));

        var failed = await api.UntilAsync(Jobs, "impatient", one => one.Condition("Failed") is not null);

        Assert.Equal("PodFailurePolicy", failed.Condition("Failed").Text("reason"));
        var pod = (await api.GetAsync(Pods)).List("items")[0];
        Assert.Equal(("Failed", "StartDeadlineExceeded"), (pod.Text("status", "phase"), pod.Text("status", "reason")));
        Assert.Contains(cause, pod.Condition("StartDeadlineExceeded").Text("reason"));
        Assert.DoesNotContain("ContainerCreating", pod["status"]!.ToJsonString());
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1s")]
    public async Task StartDeadline_Malformed_IsRefused(string deadline)
    {
        await using var server = await ServerProcess.StartAsync("manual");
        using var api = server.Client();
        var job = Documents.Job("wrong", "exit 0", spec =>
            spec["template"]!["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["jobflows.io/start-deadline"] = deadline } });

        var answer = await api.SendAsync(HttpMethod.Post, Jobs, job);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Code);
        Assert.Contains("spec.template.annotations[jobflows.io/start-deadline]", answer.Text);
    }

    private static JsonNode? Scheduled(JsonNode pod) => pod.StatedCondition("PodScheduled");
}
