using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.KubectlTour;

/// <summary>kubectl --dry-run=server and kubectl diff: what would be, and nothing changes.</summary>
public sealed class DryRunTests(RunningServer server) : IClassFixture<RunningServer>
{
    [NeedsTheory("kubectl")]
    [InlineData("job.batch/dry configured (server dry run)", "apply", "-f", "-")]
    [InlineData("job.batch/dry serverside-applied (server dry run)", "apply", "--server-side", "--force-conflicts", "-f", "-")]
    [InlineData("job.batch/dry patched", "patch", "job", "dry", "-p", """{"spec":{"parallelism":5}}""")]
    [InlineData("job.batch/dry labeled (server dry run)", "label", "job", "dry", "x=y")]
    [InlineData("job.batch/dry annotated (server dry run)", "annotate", "job", "dry", "x=y")]
    [InlineData("job.batch \"dry\" deleted (server dry run)", "delete", "job", "dry")]
    public async Task ServerDryRun_EachVerb_ChangesNothing(string output, params string[] arguments)
    {
        var ns = await server.NamespaceAsync();
        var job = Documents.Job("dry", "exit 0", spec => spec["suspend"] = true);
        (await ns.KubectlReadsAsync(job.ToJsonString(), "apply", "-f", "-")).Succeeded();
        var before = (await ns.ConditionAsync("dry", "Suspended")).ToJsonString();

        job["spec"]!["parallelism"] = 5;
        var result = (await ns.KubectlReadsAsync(job.ToJsonString(), [.. arguments, "--dry-run=server"])).Succeeded();
        Assert.StartsWith(output, result.Output, StringComparison.Ordinal);
        Assert.Equal(before, (await ns.JobAsync("dry")).ToJsonString());
    }

    [NeedsFact("kubectl")]
    public async Task ServerDryRun_Replace_ChangesNothing()
    {
        var ns = await server.NamespaceAsync();
        var job = await ns.SuspendedAsync("dry");
        var before = job.ToJsonString();

        job["spec"]!["parallelism"] = 5;
        var result = (await ns.KubectlReadsAsync(job.ToJsonString(), "replace", "--dry-run=server", "-f", "-")).Succeeded();
        Assert.Equal("job.batch/dry replaced (server dry run)\n", result.Output);
        Assert.Equal(before, (await ns.JobAsync("dry")).ToJsonString());
    }

    [NeedsFact("kubectl")]
    public async Task ServerDryRun_Wrong_IsRefusedAllTheSame()
    {
        var ns = await server.NamespaceAsync();

        var job = Documents.Job("dry", "exit 0", spec => spec["parallelism"] = -1);
        var result = await ns.KubectlReadsAsync(job.ToJsonString(), "create", "--dry-run=server", "-f", "-");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("The Job \"dry\" is invalid: spec.parallelism: Invalid value: -1: must be greater than or equal to 0\n", result.Error);
    }

    [NeedsFact("kubectl")]
    public async Task ServerDryRun_Output_ShowsTheDefaults()
    {
        var ns = await server.NamespaceAsync();

        var result = (await ns.KubectlReadsAsync(Documents.Job("dry", "exit 0").ToJsonString(), "create", "--dry-run=server", "-o", "json", "-f", "-")).Succeeded();
        var job = System.Text.Json.Nodes.JsonNode.Parse(result.Output);
        Assert.Equal(6, job.Number("spec", "backoffLimit"));
        Assert.NotNull(job.Text("metadata", "uid"));
    }

    [NeedsTheory("kubectl")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Diff_SaysWhatWouldChange(bool serverSide)
    {
        var ns = await server.NamespaceAsync();
        string[] flags = serverSide ? ["--server-side"] : [];
        var job = Documents.Job("compared", "exit 0", spec => spec["suspend"] = true);
        (await ns.KubectlReadsAsync(job.ToJsonString(), ["apply", .. flags, "-f", "-"])).Succeeded();
        await ns.ConditionAsync("compared", "Suspended");

        var same = await ns.KubectlReadsAsync(job.ToJsonString(), ["diff", .. flags, "-f", "-"]);
        Assert.Equal((0, ""), (same.ExitCode, same.Output));
        job["spec"]!["parallelism"] = 5;
        var different = await ns.KubectlReadsAsync(job.ToJsonString(), ["diff", .. flags, "-f", "-"]);
        Assert.Equal(1, different.ExitCode);
        Assert.Contains("-  parallelism: 1\n", different.Output, StringComparison.Ordinal);
        Assert.Contains("+  parallelism: 5\n", different.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await ns.JobAsync("compared")).Number("spec", "parallelism"));

        job["metadata"]!["name"] = "new";
        var created = await ns.KubectlReadsAsync(job.ToJsonString(), ["diff", .. flags, "-f", "-"]);
        Assert.Equal(1, created.ExitCode);
        Assert.Contains("+  name: new\n", created.Output, StringComparison.Ordinal);
    }
}
