using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.KubectlTour;

/// <summary>kubectl create, apply and replace.</summary>
public sealed class CreateAndApplyTests(RunningServer server) : IClassFixture<RunningServer>
{
    [NeedsFact("kubectl")]
    public async Task Create_Example_RunsIt()
    {
        var ns = await server.NamespaceAsync();
        var file = Path.Combine(Checkout.Examples, "indexed.yaml");

        Assert.Equal("job.batch/indexed created\n", (await ns.KubectlAsync("create", "-f", file)).Succeeded().Output);
        var job = await ns.ConditionAsync("indexed", "Complete");
        Assert.Equal("0-4", job.Text("status", "completedIndexes"));
    }

    [NeedsFact("kubectl")]
    public async Task Create_Twice_SaysItExists()
    {
        var ns = await server.NamespaceAsync();
        var document = Suspended("twice").ToJsonString();
        (await ns.KubectlReadsAsync(document, "create", "-f", "-")).Succeeded();

        var second = await ns.KubectlReadsAsync(document, "create", "-f", "-");
        Assert.Equal(1, second.ExitCode);
        Assert.Equal("Error from server (AlreadyExists): error when creating \"STDIN\": jobs.batch \"twice\" already exists\n", second.Error);
    }

    [NeedsFact("kubectl")]
    public async Task Create_FromArguments_RunsTheCommand()
    {
        var ns = await server.NamespaceAsync();

        Assert.Equal("job.batch/hello created\n", (await ns.KubectlAsync("create", "job", "hello", "--image=busybox:1.36", "--", "echo", "hello there")).Succeeded().Output);
        await ns.ConditionAsync("hello", "Complete");
        Assert.Equal("hello there\n", (await ns.KubectlAsync("logs", "job/hello")).Succeeded().Output);
    }

    [NeedsFact("kubectl")]
    public async Task Create_ServerDryRun_StoresNothing()
    {
        var ns = await server.NamespaceAsync();

        var result = (await ns.KubectlReadsAsync(Suspended("dry").ToJsonString(), "create", "--dry-run=server", "-f", "-")).Succeeded();
        Assert.Equal("job.batch/dry created (server dry run)\n", result.Output);
        Assert.Empty((await ns.Api.GetAsync(ns.Jobs)).List("items"));
    }

    [NeedsFact("kubectl")]
    public async Task Create_WithoutLabels_GetsThoseOfItsTemplate()
    {
        var ns = await server.NamespaceAsync();
        (await ns.KubectlReadsAsync(Suspended("labelled").ToJsonString(), "create", "-f", "-")).Succeeded();

        Assert.Equal("job.batch/labelled\n", (await ns.KubectlAsync("get", "jobs", "-l", "batch.kubernetes.io/job-name=labelled", "-o", "name")).Succeeded().Output);
        var labels = (await ns.JobAsync("labelled")).At("metadata", "labels")!.AsObject().Select(label => label.Key);
        Assert.Equal(["batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-name", "controller-uid", "job-name"], labels.Order(StringComparer.Ordinal));
    }

    [NeedsFact("kubectl")]
    public async Task Create_GeneratedName_GetsOne()
    {
        var ns = await server.NamespaceAsync();
        var job = Suspended("unused");
        job["metadata"] = new JsonObject { ["generateName"] = "some-" };

        Assert.Matches("^job.batch/some-[a-z0-9]{5} created\n$", (await ns.KubectlReadsAsync(job.ToJsonString(), "create", "-f", "-")).Succeeded().Output);
    }

    [NeedsFact("kubectl")]
    public async Task Apply_NewThenSameThenChanged_CreatesKeepsAndConfigures()
    {
        var ns = await server.NamespaceAsync();
        var job = Suspended("applied");
        job["metadata"]!["labels"] = new JsonObject { ["kept"] = "yes", ["dropped"] = "yes" };

        Assert.Equal("job.batch/applied created\n", (await ApplyAsync(ns, job)).Succeeded().Output);
        Assert.Equal("job.batch/applied unchanged\n", (await ApplyAsync(ns, job)).Succeeded().Output);

        job["spec"]!["parallelism"] = 3;
        job["metadata"]!["labels"]!.AsObject().Remove("dropped");
        Assert.Equal("job.batch/applied configured\n", (await ApplyAsync(ns, job)).Succeeded().Output);
        var stored = await ns.JobAsync("applied");
        Assert.Equal(3, stored.Number("spec", "parallelism"));
        Assert.Equal("yes", stored.Text("metadata", "labels", "kept"));
        Assert.Null(stored.At("metadata", "labels", "dropped"));
        Assert.Equal(2, stored.Number("metadata", "generation"));
    }

    [NeedsFact("kubectl")]
    public async Task Apply_ChangedTemplate_SaysItIsImmutable()
    {
        var ns = await server.NamespaceAsync();
        var job = Suspended("fixed");
        (await ApplyAsync(ns, job)).Succeeded();

        job["spec"]!.AsObject().Container()["image"] = "busybox:1.37";
        var result = await ApplyAsync(ns, job);
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("The Job \"fixed\" is invalid: spec.template: Invalid value: ", result.Error, StringComparison.Ordinal);
        Assert.EndsWith(": field is immutable\n", result.Error, StringComparison.Ordinal);
    }

    [NeedsFact("kubectl")]
    public async Task Replace_WithResumption_RunsTheJob()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Suspended("replaced"));

        var document = await ns.Api.UntilAsync(ns.Jobs, "replaced", job => job.Condition("Suspended") is not null);
        document["metadata"]!.AsObject().Remove("resourceVersion");
        document["spec"]!["suspend"] = false;
        Assert.Equal("job.batch/replaced replaced\n", (await ns.KubectlReadsAsync(document.ToJsonString(), "replace", "-f", "-")).Succeeded().Output);
        await ns.ConditionAsync("replaced", "Complete");
    }

    [NeedsFact("kubectl")]
    public async Task Replace_StaleRevision_Conflicts()
    {
        var ns = await server.NamespaceAsync();
        var document = await ns.SuspendedAsync("stale");
        (await ns.KubectlAsync("label", "job", "stale", "changed=since")).Succeeded();

        var result = await ns.KubectlReadsAsync(document.ToJsonString(), "replace", "-f", "-");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            "Error from server (Conflict): error when replacing \"STDIN\": Operation cannot be fulfilled on jobs.batch \"stale\": "
            + "the object has been modified; please apply your changes to the latest version and try again\n",
            result.Error);
    }

    [NeedsFact("kubectl")]
    public async Task Replace_Forced_MakesAnotherJob()
    {
        var ns = await server.NamespaceAsync();
        var before = await ns.SuspendedAsync("forced");

        var document = Suspended("forced");
        document["spec"]!.AsObject().Container()["image"] = "busybox:1.37";
        Assert.Equal(
            "job.batch \"forced\" deleted\njob.batch/forced replaced\n",
            (await ns.KubectlReadsAsync(document.ToJsonString(), "replace", "--force", "-f", "-")).Succeeded().Output);
        var after = await ns.JobAsync("forced");
        Assert.NotEqual(before.Text("metadata", "uid"), after.Text("metadata", "uid"));
        Assert.Equal("busybox:1.37", after["spec"]!.AsObject().Container().Text("image"));
    }

    private static JsonObject Suspended(string name) => Documents.Job(name, "exit 0", spec => spec["suspend"] = true);

    private static Task<CommandResult> ApplyAsync(TestNamespace ns, JsonObject document) => ns.KubectlReadsAsync(document.ToJsonString(), "apply", "-f", "-");
}
