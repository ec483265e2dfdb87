using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.KubectlTour;

/// <summary>kubectl apply --server-side.</summary>
public sealed class ServerSideApplyTests(RunningServer server) : IClassFixture<RunningServer>
{
    [NeedsFact("kubectl")]
    public async Task Apply_NewThenSame_CreatesThenChangesNothing()
    {
        var ns = await server.NamespaceAsync();

        Assert.Equal("job.batch/applied serverside-applied\n", (await ApplyAsync(ns, Suspended("applied"))).Succeeded().Output);
        var before = await ns.ConditionAsync("applied", "Suspended");
        (await ApplyAsync(ns, Suspended("applied"))).Succeeded();
        Assert.Equal(before.Text("metadata", "resourceVersion"), (await ns.JobAsync("applied")).Text("metadata", "resourceVersion"));
        Assert.Contains(["kubectl", "Apply", null], Managers(before));
    }

    [NeedsFact("kubectl")]
    public async Task Apply_FieldLeftOut_RemovesIt()
    {
        var ns = await server.NamespaceAsync();
        var job = Suspended("pruned");
        job["metadata"]!["labels"] = new JsonObject { ["kept"] = "yes", ["dropped"] = "yes" };
        (await ApplyAsync(ns, job)).Succeeded();

        job["metadata"]!["labels"]!.AsObject().Remove("dropped");
        (await ApplyAsync(ns, job)).Succeeded();
        var labels = (await ns.JobAsync("pruned")).At("metadata", "labels");
        Assert.Equal("yes", labels.Text("kept"));
        Assert.Null(labels.At("dropped"));
    }

    [NeedsFact("kubectl")]
    public async Task Apply_FieldOfAnother_ConflictsUntilForced()
    {
        var ns = await server.NamespaceAsync();
        var job = Suspended("contested");
        job["spec"]!["parallelism"] = 1;
        (await ApplyAsync(ns, job)).Succeeded();

        job["spec"]!["parallelism"] = 2;
        var refused = await ApplyAsync(ns, job, "--field-manager=other");
        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith("error: Apply failed with 1 conflict: conflict with \"kubectl\": .spec.parallelism\n", refused.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await ns.JobAsync("contested")).Number("spec", "parallelism"));

        (await ApplyAsync(ns, job, "--field-manager=other", "--force-conflicts")).Succeeded();
        Assert.Equal(2, (await ns.JobAsync("contested")).Number("spec", "parallelism"));

        // Now it is the first one that does not own it; to agree is no conflict.
        job["spec"]!["parallelism"] = 3;
        Assert.Contains("conflict with \"other\": .spec.parallelism\n", (await ApplyAsync(ns, job)).Error, StringComparison.Ordinal);
        job["spec"]!["parallelism"] = 2;
        (await ApplyAsync(ns, job)).Succeeded();
    }

    [NeedsFact("kubectl")]
    public async Task Apply_AfterClientSideApply_TakesItsFieldsOver()
    {
        var ns = await server.NamespaceAsync();
        var job = Suspended("migrated");
        job["metadata"]!["labels"] = new JsonObject { ["kept"] = "yes", ["dropped"] = "yes" };
        (await ns.KubectlReadsAsync(job.ToJsonString(), "apply", "-f", "-")).Succeeded();
        Assert.Contains(["kubectl-client-side-apply", "Update", null], Managers(await ns.JobAsync("migrated")));

        (await ApplyAsync(ns, job)).Succeeded();
        var managers = Managers(await ns.JobAsync("migrated"));
        Assert.Contains(["kubectl", "Apply", null], managers);
        Assert.DoesNotContain(managers, manager => manager[0] == "kubectl-client-side-apply");

        // What the client-side apply owned alone would have stayed for ever.
        job["metadata"]!["labels"]!.AsObject().Remove("dropped");
        (await ApplyAsync(ns, job)).Succeeded();
        Assert.Null((await ns.JobAsync("migrated")).At("metadata", "labels", "dropped"));
    }

    [NeedsFact("kubectl")]
    public async Task Apply_ClientSideAfterServerSide_StillMerges()
    {
        var ns = await server.NamespaceAsync();
        var job = Suspended("back");
        (await ApplyAsync(ns, job)).Succeeded();

        job["spec"]!["parallelism"] = 4;
        Assert.StartsWith("job.batch/back configured\n", (await ns.KubectlReadsAsync(job.ToJsonString(), "apply", "-f", "-")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(4, (await ns.JobAsync("back")).Number("spec", "parallelism"));
    }

    [NeedsFact("kubectl")]
    public async Task Apply_UnknownField_IsRefused()
    {
        var ns = await server.NamespaceAsync();
        var job = Suspended("wrong");
        job["spec"]!["paralelism"] = 1;

        var result = await ApplyAsync(ns, job);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(".spec.paralelism: field not declared in schema", result.Error, StringComparison.Ordinal);
    }

    private static JsonObject Suspended(string name) => Documents.Job(name, "exit 0", spec => spec["suspend"] = true);

    private static Task<CommandResult> ApplyAsync(TestNamespace ns, JsonObject document, params IReadOnlyList<string> flags) =>
        ns.KubectlReadsAsync(document.ToJsonString(), ["apply", "--server-side", .. flags, "-f", "-"]);

    private static List<string?[]> Managers(JsonNode job) =>
        [.. job.List("metadata", "managedFields").Select(one => new[] { one.Text("manager"), one.Text("operation"), one.Text("subresource") })];
}
