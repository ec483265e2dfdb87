using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Upstream;

/// <summary>Cases of Kubernetes' own <c>test/e2e/apps/job.go</c>: Jobs that are deleted.</summary>
public sealed class DeletionTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static JsonObject Background => new() { ["propagationPolicy"] = "Background" };

    [Fact]
    public async Task DeletedJob_HasPausedPods_RemovesThem()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Paused("all-pods-removed"));
        await ns.RunningPodsAsync("all-pods-removed", 2);

        await ns.Api.DeleteAsync($"{ns.Jobs}/all-pods-removed", Background);
        await ns.GoneAsync("all-pods-removed");
        await ns.NoPodsAsync("all-pods-removed");
    }

    [Fact]
    public async Task DeletedJob_HasRunningProcesses_EndsThem()
    {
        var ns = await server.NamespaceAsync();
        var folder = ns.Folder("ids");
        await ns.CreateAsync(Documents.Job("foo", $"echo $$$$ > {folder}/$JOB_COMPLETION_INDEX; exec sleep 1000", spec => spec.Sized(2, 2)["completionMode"] = "Indexed"));
        await ns.RunningPodsAsync("foo", 2);
        var processes = await Wait.ForAsync("the process ids", () => Task.FromResult(ReadIds(folder)));
        Assert.All(processes, id => Assert.True(ProcessTable.IsAlive(id)));

        await ns.Api.DeleteAsync($"{ns.Jobs}/foo", Background);
        await ns.GoneAsync("foo");
        await ns.NoPodsAsync("foo");
        Assert.All(processes, id => Assert.False(ProcessTable.IsAlive(id)));
    }

    private static JsonObject Paused(string name) => Documents.Job(name, "", spec =>
    {
        spec.Sized(2, 4);
        spec.Container()["image"] = "registry.k8s.io/pause:3.10";
        spec.Container().Remove("command");
    });

    private static List<int>? ReadIds(string folder)
    {
        var texts = Directory.GetFiles(folder).Select(File.ReadAllText).Where(text => text.EndsWith('\n')).ToList();
        return texts.Count == 2 ? [.. texts.Select(int.Parse)] : null;
    }
}
