using System.Globalization;
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
        var seconds = Random.Shared.Next(100_000, 1_000_000_000).ToString(CultureInfo.InvariantCulture);
        await ns.CreateAsync(Documents.Job("foo", $"exec sleep {seconds}", spec => spec.Sized(2, 2)["completionMode"] = "Indexed"));
        await ns.RunningPodsAsync("foo", 2);
        await Wait.UntilAsync("the processes", () => ProcessTable.HasArgument(seconds));

        await ns.Api.DeleteAsync($"{ns.Jobs}/foo", Background);
        await ns.GoneAsync("foo");
        await ns.NoPodsAsync("foo");
        Assert.False(ProcessTable.HasArgument(seconds));
    }

    private static JsonObject Paused(string name) => Documents.Job(name, "", spec =>
    {
        spec.Sized(2, 4);
        spec.Container()["image"] = "registry.k8s.io/pause:3.10";
        spec.Container().Remove("command");
    });
}
