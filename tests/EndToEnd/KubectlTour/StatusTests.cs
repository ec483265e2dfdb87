using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.KubectlTour;

/// <summary>kubectl with --subresource=status.</summary>
public sealed class StatusTests(RunningServer server) : IClassFixture<RunningServer>
{
    [NeedsFact("kubectl")]
    public async Task Get_Status_ShowsTheObject()
    {
        var ns = await server.NamespaceAsync();
        await ns.SuspendedAsync("shown");

        Assert.Matches(@"(?m)^shown\s+Suspended\s+0/1\s", (await ns.KubectlAsync("get", "job", "shown", "--subresource=status")).Succeeded().Output);
        var json = JsonNode.Parse((await ns.KubectlAsync("get", "job", "shown", "--subresource=status", "-o", "json")).Succeeded().Output);
        Assert.NotNull(json.Condition("Suspended"));
    }

    [NeedsTheory("kubectl")]
    [InlineData("strategic", """{"status":{"terminating":2},"spec":{"parallelism":9}}""")]
    [InlineData("merge", """{"status":{"terminating":2},"spec":{"parallelism":9}}""")]
    [InlineData("json", """[{"op":"add","path":"/status/terminating","value":2},{"op":"replace","path":"/spec/parallelism","value":9}]""")]
    public async Task Patch_Status_ChangesTheStatusOnly(string type, string patch)
    {
        var ns = await server.NamespaceAsync();
        await ns.ForeignAsync("patched");

        (await ns.KubectlAsync("patch", "job", "patched", "--subresource=status", $"--type={type}", "-p", patch)).Succeeded();
        var job = await ns.JobAsync("patched");
        Assert.Equal(2, job.Number("status", "terminating"));
        Assert.Equal(1, job.Number("spec", "parallelism"));
        Assert.Equal(1, job.Number("metadata", "generation"));
    }

    [NeedsFact("kubectl")]
    public async Task Patch_StatusThatIsWrong_NamesTheMistakes()
    {
        var ns = await server.NamespaceAsync();
        await ns.SuspendedAsync("wrong");

        var result = await ns.KubectlAsync("patch", "job", "wrong", "--subresource=status", "--type=merge", "-p", """{"status":{"failed":-1}}""");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("* status.failed: Invalid value: -1: must be greater than or equal to 0\n", result.Error, StringComparison.Ordinal);
    }

    [NeedsFact("kubectl")]
    public async Task Replace_Status_ChangesTheStatusOnly()
    {
        var ns = await server.NamespaceAsync();
        var job = await ns.ForeignAsync("replaced");

        job["status"]!["terminating"] = 1;
        job["spec"]!["parallelism"] = 9;
        Assert.Equal(
            "job.batch/replaced replaced\n",
            (await ns.KubectlReadsAsync(job.ToJsonString(), "replace", "--subresource=status", "-f", "-")).Succeeded().Output);
        var stored = await ns.JobAsync("replaced");
        Assert.Equal(1, stored.Number("status", "terminating"));
        Assert.Equal(1, stored.Number("spec", "parallelism"));
    }

    [NeedsFact("kubectl")]
    public async Task Apply_Status_OwnsItApart()
    {
        var ns = await server.NamespaceAsync();
        await ns.ForeignAsync("applied");

        const string document = """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"applied"},"status":{"terminating":4}}""";
        (await ns.KubectlReadsAsync(document, "apply", "--server-side", "--force-conflicts", "--subresource=status", "-f", "-")).Succeeded();
        var job = await ns.JobAsync("applied");
        Assert.Equal(4, job.Number("status", "terminating"));
        Assert.Contains(job.List("metadata", "managedFields"), one => one.Text("manager") == "kubectl" && one.Text("subresource") == "status");
    }
}
