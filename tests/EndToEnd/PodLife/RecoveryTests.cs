using System.Diagnostics;
using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.PodLife;

/// <summary>What becomes of pods when what ran them is gone: as after a reboot, or a kill of the supervisor alone.</summary>
public sealed class RecoveryTests
{
    private const string Pods = "/api/v1/namespaces/default/pods";
    private const string Jobs = "/apis/batch/v1/namespaces/default/jobs";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_JobWhosePodsRestart_GoesOnInTheSamePod(bool serverToo)
    {
        await using var server = await ServerProcess.StartAsync("process");
        var gate = Path.Combine(server.Folder, "gate");
        string name;
        using (var api = server.Client())
        {
            await api.PostAsync(Jobs, Documents.Job("lasting", $"[ -e {gate} ] && exit 0; sleep 1000", restartPolicy: "OnFailure"));
            name = (await RunningAsync(api)).Name();
        }

        await File.WriteAllTextAsync(gate, "");
        await KillAsync(server, serverToo);

        using var again = server.Client();
        var job = await again.UntilAsync(Jobs, "lasting", one => one.Condition("Complete") is not null);
        Assert.Equal((1, 0), (job.Number("status", "succeeded"), job.Number("status", "failed")));
        var pod = Assert.Single((await again.GetAsync(Pods)).List("items"));
        var container = pod.List("status", "containerStatuses")[0];
        Assert.Equal((name, 1), (pod.Name(), container.Number("restartCount")));
        Assert.Equal((137, "ContainerStatusUnknown"), (container.Number("lastState", "terminated", "exitCode"), container.Text("lastState", "terminated", "reason")));
    }

    [Fact]
    public async Task Killed_RestartsCountAgainstTheBackoffLimit()
    {
        await using var server = await ServerProcess.StartAsync("process");
        using var api = server.Client();
        await api.PostAsync(Jobs, Documents.Job("limited", "sleep 1000", spec => spec["backoffLimit"] = 0, restartPolicy: "OnFailure"));
        await RunningAsync(api);

        await KillAsync(server, serverToo: false);

        var job = await api.UntilAsync(Jobs, "limited", one => one.Condition("Failed") is not null);
        Assert.Equal("BackoffLimitExceeded", job.Condition("Failed").Text("reason"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_PodsThatNeverRestart_FailAsDisrupted(bool serverToo)
    {
        await using var server = await ServerProcess.StartAsync("process");
        var gate = Path.Combine(server.Folder, "gate");
        using (var api = server.Client())
        {
            await api.PostAsync(Jobs, Documents.Job("replaced", $"[ -e {gate} ] && exit 0; sleep 1000", spec =>
            {
                spec["backoffLimit"] = 0;
                spec["podFailurePolicy"] = JsonNode.Parse("""{"rules": [{"action": "Ignore", "onPodConditions": [{"type": "DisruptionTarget", "status": "True"}]}]}""");
            }));
            await RunningAsync(api);
        }

        await File.WriteAllTextAsync(gate, "");
        await KillAsync(server, serverToo);

        using var again = server.Client();
        var job = await again.UntilAsync(Jobs, "replaced", one => one.Condition("Complete") is not null);
        Assert.Equal((1, 0), (job.Number("status", "succeeded"), job.Number("status", "failed")));
        var lost = (await again.GetAsync(Pods)).List("items").Single(pod => pod.Text("status", "phase") == "Failed");
        Assert.Equal("DeletionByPodGC", lost.Condition("DisruptionTarget").Text("reason"));
    }

    private static async Task KillAsync(ServerProcess server, bool serverToo)
    {
        var supervisor = Process.GetProcessById(server.SupervisorId!.Value);
        if (serverToo)
        {
            await server.KillAsync();
        }

        supervisor.Kill();
        await Wait.UntilAsync("the supervisor's end", () => !ProcessTable.IsAlive(supervisor.Id));
        if (serverToo)
        {
            await server.StartAsync();
        }
    }

    private static Task<JsonNode> RunningAsync(ApiClient api) => Wait.ForAsync("the running pod", async () =>
        (await api.GetAsync(Pods)).List("items").FirstOrDefault(pod => pod.Text("status", "phase") == "Running"));
}
