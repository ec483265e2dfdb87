using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.KubectlTour;

/// <summary>kubectl patch, label and annotate.</summary>
public sealed class ChangeTests(RunningServer server) : IClassFixture<RunningServer>
{
    [NeedsTheory("kubectl")]
    [InlineData("strategic", """{"spec":{"parallelism":4}}""")]
    [InlineData("merge", """{"spec":{"parallelism":4}}""")]
    [InlineData("json", """[{"op":"test","path":"/spec/parallelism","value":1},{"op":"replace","path":"/spec/parallelism","value":4}]""")]
    public async Task Patch_EachType_Changes(string type, string patch)
    {
        var ns = await SuspendedAsync("patched");

        Assert.Equal("job.batch/patched patched\n", (await ns.KubectlAsync("patch", "job", "patched", $"--type={type}", "-p", patch)).Succeeded().Output);
        Assert.Equal(4, (await ns.JobAsync("patched")).Number("spec", "parallelism"));
    }

    [NeedsFact("kubectl")]
    public async Task Patch_NothingNew_SaysSo()
    {
        var ns = await SuspendedAsync("same");

        Assert.Equal("job.batch/same patched (no change)\n", (await ns.KubectlAsync("patch", "job", "same", "-p", """{"spec":{"parallelism":1}}""")).Succeeded().Output);
    }

    [NeedsFact("kubectl")]
    public async Task Patch_Strategic_MergesContainersByName()
    {
        var ns = await SuspendedAsync("merged");

        // Of the template of a suspended Job that never started, the labels may change; the container is repeated as it is.
        const string patch = """{"spec":{"template":{"metadata":{"labels":{"new":"label"}},"spec":{"containers":[{"name":"c","image":"busybox:1.36"}]}}}}""";
        (await ns.KubectlAsync("patch", "job", "merged", "-p", patch)).Succeeded();
        var template = (await ns.JobAsync("merged")).At("spec", "template");
        Assert.Equal("label", template.Text("metadata", "labels", "new"));
        Assert.Equal("merged", template.Text("metadata", "labels", "job-name"));
        Assert.Equal("exit 0", (string?)template.List("spec", "containers")[0].List("command")[2]);
    }

    [NeedsFact("kubectl")]
    public async Task Patch_JsonTestFails_ChangesNothing()
    {
        var ns = await SuspendedAsync("tested");

        var result = await ns.KubectlAsync(
            "patch", "job", "tested", "--type=json", "-p", """[{"op":"test","path":"/spec/parallelism","value":9},{"op":"replace","path":"/spec/parallelism","value":4}]""");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("The Job \"tested\" is invalid: patch: testing value /spec/parallelism failed: test failed\n", result.Error);
        Assert.Equal(1, (await ns.JobAsync("tested")).Number("spec", "parallelism"));
    }

    [NeedsFact("kubectl")]
    public async Task Patch_ImmutableField_SaysSo()
    {
        var ns = await SuspendedAsync("fixed");

        var result = await ns.KubectlAsync("patch", "job", "fixed", "-p", """{"spec":{"completions":5}}""");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("The Job \"fixed\" is invalid: spec.completions: Invalid value: 5: field is immutable\n", result.Error);
    }

    [NeedsFact("kubectl")]
    public async Task Label_AddsOverwritesAndRemoves()
    {
        var ns = await SuspendedAsync("labelled");

        Assert.Equal("job.batch/labelled labeled\n", (await ns.KubectlAsync("label", "job", "labelled", "tier=one")).Succeeded().Output);
        Assert.Equal("error: 'tier' already has a value (one), and --overwrite is false\n", (await ns.KubectlAsync("label", "job", "labelled", "tier=two")).Error);
        (await ns.KubectlAsync("label", "job", "labelled", "tier=two", "--overwrite")).Succeeded();
        Assert.Equal("two", (await ns.JobAsync("labelled")).Text("metadata", "labels", "tier"));
        Assert.Equal("job.batch/labelled unlabeled\n", (await ns.KubectlAsync("label", "job", "labelled", "tier-")).Succeeded().Output);
        Assert.Null((await ns.JobAsync("labelled")).At("metadata", "labels", "tier"));
    }

    [NeedsFact("kubectl")]
    public async Task Annotate_Adds()
    {
        var ns = await SuspendedAsync("noted");

        Assert.Equal("job.batch/noted annotated\n", (await ns.KubectlAsync("annotate", "job", "noted", "note=some words")).Succeeded().Output);
        var job = await ns.JobAsync("noted");
        Assert.Equal("some words", job.Text("metadata", "annotations", "note"));
        Assert.Equal(1, job.Number("metadata", "generation"));
    }

    private async Task<TestNamespace> SuspendedAsync(string name)
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job(name, "exit 0", spec => spec["suspend"] = true));
        // After this nobody else changes it.
        await ns.ConditionAsync(name, "Suspended");
        return ns;
    }
}
