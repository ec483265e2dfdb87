using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Crash;

/// <summary>What a server finds when it comes back.</summary>
public sealed class RestartTests
{
    private const string Jobs = "/apis/batch/v1/namespaces/default/jobs";

    [Fact]
    public async Task Pod_EndsWhileTheServerIsDead_IsFoundWithItsExitCodeAndLog()
    {
        await using var server = await ServerProcess.StartAsync("process");
        var gate = Path.Combine(server.Folder, "gate");
        var written = Path.Combine(server.Folder, "written");
        var script = $"echo before; while [ ! -e {gate} ]; do sleep 0.02; done; echo after; echo an error >&2; touch {written}; exit 42";
        string pod;
        using (var api = server.Client())
        {
            await api.PostAsync(Jobs, Documents.Job("left-alone", script, spec => spec["backoffLimit"] = 0));
            pod = (await RunningPodAsync(api)).Name();
        }

        await server.KillAsync();
        await File.WriteAllTextAsync(gate, "");
        await Wait.UntilAsync("the process's last words", () => File.Exists(written));
        await server.StartAsync();

        using var again = server.Client();
        var job = await again.UntilAsync(Jobs, "left-alone", one => one.Condition("Failed") is not null);
        Assert.Equal("BackoffLimitExceeded", job.Condition("Failed").Text("reason"));
        var found = await again.GetAsync($"/api/v1/namespaces/default/pods/{pod}");
        Assert.Equal("Failed", found.Text("status", "phase"));
        Assert.Equal(42, found.List("status", "containerStatuses")[0].Number("state", "terminated", "exitCode"));
        var log = (await again.SendAsync(HttpMethod.Get, $"/api/v1/namespaces/default/pods/{pod}/log")).Text;
        Assert.Equal(["after", "an error", "before"], log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
    }

    [Fact]
    public async Task Pod_RunsAcrossAStop_IsTheSameProcessAfterwards()
    {
        await using var server = await ServerProcess.StartAsync("process");
        var gate = Path.Combine(server.Folder, "gate");
        var ids = Path.Combine(server.Folder, "ids");
        using (var api = server.Client())
        {
            await api.PostAsync(Jobs, Documents.Job("patient", $"echo $$$$ >> {ids}; while [ ! -e {gate} ]; do sleep 0.02; done; echo done"));
            await RunningPodAsync(api);
        }

        Assert.Equal(0, await server.StopAsync());
        var process = int.Parse((await File.ReadAllTextAsync(ids)).Trim());
        Assert.True(ProcessTable.IsAlive(process));
        await server.StartAsync();
        await File.WriteAllTextAsync(gate, "");

        using var again = server.Client();
        var job = await again.UntilAsync(Jobs, "patient", one => one.Condition("Complete") is not null);
        Assert.Equal(1, job.Number("status", "succeeded"));
        Assert.Single(await File.ReadAllLinesAsync(ids));
    }

    [Fact]
    public async Task Server_Restarted_KeepsItsObjectsItsRevisionAndItsKubeconfig()
    {
        await using var server = await ServerProcess.StartAsync("process");
        var kubeconfig = "";
        var uid = "";
        var revision = 0L;
        using (var api = server.Client())
        {
            await api.PostAsync(Jobs, Documents.Job("kept", "exit 0", spec => spec["suspend"] = true));
            uid = (await api.UntilAsync(Jobs, "kept", one => one.Condition("Suspended") is not null)).Text("metadata", "uid");
            revision = long.Parse((await api.GetAsync(Jobs)).Text("metadata", "resourceVersion")!);
            kubeconfig = await File.ReadAllTextAsync(server.KubeconfigPath);
        }

        await server.KillAsync();
        await server.StartAsync();

        Assert.Equal(kubeconfig, await File.ReadAllTextAsync(server.KubeconfigPath));
        using var again = server.Client();
        var job = await again.GetAsync($"{Jobs}/kept");
        Assert.Equal(uid, job.Text("metadata", "uid"));
        Assert.True(long.Parse((await again.GetAsync(Jobs)).Text("metadata", "resourceVersion")!) >= revision);

        // It is not only stored: it goes on.
        job["spec"]!["suspend"] = false;
        await again.PutAsync($"{Jobs}/kept", job);
        await again.UntilAsync(Jobs, "kept", one => one.Condition("Complete") is not null);
    }

    private static Task<System.Text.Json.Nodes.JsonNode> RunningPodAsync(ApiClient api) => Wait.ForAsync("the running pod", async () =>
        (await api.GetAsync("/api/v1/namespaces/default/pods")).List("items").FirstOrDefault(pod => pod.Text("status", "phase") == "Running"));
}
