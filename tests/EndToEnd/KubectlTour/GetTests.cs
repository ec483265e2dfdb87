using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.KubectlTour;

/// <summary>kubectl get, in all its forms.</summary>
public sealed class GetTests(RunningServer server) : IClassFixture<RunningServer>
{
    [NeedsFact("kubectl")]
    public async Task GetJobs_Default_ShowsTheTable()
    {
        var ns = await CompleteAsync("done");

        var rows = (await ns.KubectlAsync("get", "jobs")).Succeeded().Lines;
        Assert.Matches(@"^NAME\s+STATUS\s+COMPLETIONS\s+DURATION\s+AGE\s*$", rows[0]);
        Assert.Matches(@"^done\s+Complete\s+1/1\s+\d+s\s+\d+s\s*$", rows[1]);
        Assert.Equal(2, rows.Count);
    }

    [NeedsFact("kubectl")]
    public async Task GetJobs_Wide_ShowsContainersImagesAndSelector()
    {
        var ns = await CompleteAsync("wide");
        var uid = (await ns.JobAsync("wide")).Text("metadata", "uid");

        var rows = (await ns.KubectlAsync("get", "jobs", "-o", "wide")).Succeeded().Lines;
        Assert.Matches(@"AGE\s+CONTAINERS\s+IMAGES\s+SELECTOR\s*$", rows[0]);
        Assert.Matches($@"\s+c\s+busybox:1\.36\s+batch\.kubernetes\.io/controller-uid={uid}\s*$", rows[1]);
    }

    [NeedsFact("kubectl")]
    public async Task GetJob_OtherFormats_ShowTheObject()
    {
        var ns = await CompleteAsync("formats");

        Assert.Equal("job.batch/formats\n", (await ns.KubectlAsync("get", "jobs", "-o", "name")).Succeeded().Output);
        var json = JsonNode.Parse((await ns.KubectlAsync("get", "job", "formats", "-o", "json")).Succeeded().Output);
        Assert.Equal("batch/v1", json.Text("apiVersion"));
        Assert.Equal("Job", json.Text("kind"));
        Assert.Equal(1, json.Number("status", "succeeded"));
        var yaml = (await ns.KubectlAsync("get", "jobs", "-o", "yaml")).Succeeded().Output;
        Assert.StartsWith("apiVersion: v1\nitems:\n- apiVersion: batch/v1\n  kind: Job\n", yaml, StringComparison.Ordinal);
        Assert.Contains("\n    completionMode: NonIndexed\n", yaml, StringComparison.Ordinal);
        Assert.Equal("1", (await ns.KubectlAsync("get", "job", "formats", "-o", "jsonpath={.status.succeeded}")).Succeeded().Output.Trim());
    }

    [NeedsFact("kubectl")]
    public async Task GetJobs_Empty_SaysSo()
    {
        var ns = await server.NamespaceAsync();

        Assert.Equal($"No resources found in {ns.Name} namespace.\n", (await ns.KubectlAsync("get", "jobs")).Succeeded().Error);
    }

    [NeedsFact("kubectl")]
    public async Task GetJob_Missing_SaysItIsNotFound()
    {
        var ns = await server.NamespaceAsync();

        var result = await ns.KubectlAsync("get", "job", "missing");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("Error from server (NotFound): jobs.batch \"missing\" not found\n", result.Error);
    }

    [NeedsFact("kubectl")]
    public async Task GetJobs_LabelsFieldsAndAllNamespaces_Select()
    {
        var ns = await server.NamespaceAsync();
        var other = await server.NamespaceAsync();
        await SuspendedAsync(ns, "first", "a");
        await SuspendedAsync(ns, "second", "b");
        await SuspendedAsync(other, "third", "a");

        Assert.Equal(["job.batch/first"], (await ns.KubectlAsync("get", "jobs", "-l", "tour=a", "-o", "name")).Succeeded().Lines);
        Assert.Equal(["job.batch/second"], (await ns.KubectlAsync("get", "jobs", "-l", "tour in (b,c)", "-o", "name")).Succeeded().Lines);
        Assert.Equal(["job.batch/second"], (await ns.KubectlAsync("get", "jobs", "--field-selector", "metadata.name=second", "-o", "name")).Succeeded().Lines);
        var everywhere = (await ns.KubectlAsync("get", "jobs", "-A", "-l", "tour=a")).Succeeded().Lines;
        Assert.Matches(@"^NAMESPACE\s+NAME\s+STATUS", everywhere[0]);
        Assert.Equal(3, everywhere.Count);
        Assert.Contains(everywhere, row => Regex.IsMatch(row, $@"^{ns.Name}\s+first\s+Suspended\s+0/1\s"));
        Assert.Contains(everywhere, row => Regex.IsMatch(row, $@"^{other.Name}\s+third\s+Suspended\s+0/1\s"));
    }

    [NeedsFact("kubectl")]
    public async Task GetJobs_UnknownField_IsRefused()
    {
        var ns = await server.NamespaceAsync();

        var result = await ns.KubectlAsync("get", "jobs", "--field-selector", "spec.parallelism=1");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("(BadRequest)", result.Error, StringComparison.Ordinal);
        Assert.Contains("field label \"spec.parallelism\" not supported for batchv1.Job", result.Error, StringComparison.Ordinal);
    }

    [NeedsFact("kubectl")]
    public async Task GetJob_Watch_ShowsItGoFromSuspendedToComplete()
    {
        var ns = await server.NamespaceAsync();
        await SuspendedAsync(ns, "watched", "a");

        await using var watch = ns.StartKubectl("get", "job", "watched", "-w");
        await watch.LineAsync(line => line.StartsWith("watched ", StringComparison.Ordinal) && line.Contains(" Suspended ", StringComparison.Ordinal));
        (await ns.KubectlAsync("patch", "job", "watched", "-p", """{"spec":{"suspend":false}}""")).Succeeded();
        await watch.LineAsync(line => line.Contains(" Running ", StringComparison.Ordinal));
        var last = await watch.LineAsync(line => line.Contains(" Complete ", StringComparison.Ordinal));
        Assert.Matches(@"^watched\s+Complete\s+1/1\s", last);
    }

    [NeedsFact("kubectl")]
    public async Task GetPods_ShowsWhatBecameOfThem()
    {
        var ns = await CompleteAsync("poddy");

        var rows = (await ns.KubectlAsync("get", "pods")).Succeeded().Lines;
        Assert.Matches(@"^NAME\s+READY\s+STATUS\s+RESTARTS\s+AGE\s*$", rows[0]);
        Assert.Matches(@"^poddy-[a-z0-9]{5}\s+0/1\s+Completed\s+0\s+\d+s\s*$", rows[1]);
        var wide = (await ns.KubectlAsync("get", "pods", "-o", "wide")).Succeeded().Lines;
        Assert.Matches(@"AGE\s+IP\s+NODE\s+NOMINATED NODE\s+READINESS GATES\s*$", wide[0]);
        Assert.Single((await ns.KubectlAsync("get", "pods", "-l", "job-name=poddy", "-o", "name")).Succeeded().Lines);
    }

    [NeedsFact("kubectl")]
    public async Task GetPods_Running_ShowsThemReady()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("busy", "sleep 1000"));
        await ns.RunningPodsAsync("busy", 1);

        Assert.Matches(@"(?m)^busy-[a-z0-9]{5}\s+1/1\s+Running\s+0\s", (await ns.KubectlAsync("get", "pods")).Succeeded().Output);
        Assert.Matches(@"(?m)^busy\s+Running\s+0/1\s", (await ns.KubectlAsync("get", "jobs")).Succeeded().Output);
    }

    [NeedsFact("kubectl")]
    public async Task GetEvents_ShowsWhatHappened()
    {
        var ns = await CompleteAsync("eventful");

        // Events are written on their own, so they may come after the condition.
        var rows = await Wait.ForAsync("the last event", async () =>
            (await ns.KubectlAsync("get", "events")).Succeeded().Lines is var lines && lines.Any(line => line.Contains("Job completed", StringComparison.Ordinal)) ? lines : null);
        Assert.Matches(@"^LAST SEEN\s+TYPE\s+REASON\s+OBJECT\s+MESSAGE\s*$", rows[0]);
        Assert.Contains(rows, row => Regex.IsMatch(row, @"\sNormal\s+SuccessfulCreate\s+job/eventful\s+Created pod: eventful-[a-z0-9]{5}\s*$"));
        Assert.Contains(rows, row => Regex.IsMatch(row, @"\sNormal\s+Completed\s+job/eventful\s+Job completed\s*$"));
    }

    [NeedsTheory("kubectl")]
    [InlineData("jobs", "Job", "job.batch/every")]
    [InlineData("pods", "Pod", "pod/every-")]
    [InlineData("events", "Event", "event/every")]
    public async Task Get_EachKind_HasEveryFormat(string resource, string kind, string name)
    {
        var ns = await CompleteAsync("every");
        await Wait.UntilAsync("an event", async () => (await ns.Api.GetAsync($"/api/v1/namespaces/{ns.Name}/events")).List("items").Count > 0);

        var json = JsonNode.Parse((await ns.KubectlAsync("get", resource, "-o", "json")).Succeeded().Output);
        Assert.Equal("List", json.Text("kind"));
        Assert.NotEmpty(json.List("items"));
        Assert.All(json.List("items"), item => Assert.Equal(kind, item.Text("kind")));
        Assert.All(json.List("items"), item => Assert.Equal(ns.Name, item.Text("metadata", "namespace")));
        Assert.Contains($"\n  kind: {kind}\n", (await ns.KubectlAsync("get", resource, "-o", "yaml")).Succeeded().Output, StringComparison.Ordinal);
        Assert.All((await ns.KubectlAsync("get", resource, "-o", "name")).Succeeded().Lines, line => Assert.StartsWith(name, line, StringComparison.Ordinal));
        var narrow = (await ns.KubectlAsync("get", resource)).Succeeded().Lines[0].TrimEnd();
        Assert.True((await ns.KubectlAsync("get", resource, "-o", "wide")).Succeeded().Lines[0].TrimEnd().Length > narrow.Length);
        Assert.StartsWith("NAMESPACE ", (await ns.KubectlAsync("get", resource, "-A")).Succeeded().Lines[0], StringComparison.Ordinal);
        await using var watch = ns.StartKubectl("get", resource, "-w");
        await watch.LineAsync(line => line.Contains("every", StringComparison.Ordinal));
    }

    [NeedsFact("kubectl")]
    public async Task GetAll_ShowsJobsAndPods()
    {
        var ns = await CompleteAsync("all-of-it");

        var text = (await ns.KubectlAsync("get", "all")).Succeeded().Output;
        Assert.Matches(@"(?m)^job\.batch/all-of-it\s+Complete\s", text);
        Assert.Matches(@"(?m)^pod/all-of-it-[a-z0-9]{5}\s", text);
    }

    private async Task<TestNamespace> CompleteAsync(string job)
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job(job, "exit 0"));
        await ns.ConditionAsync(job, "Complete");
        return ns;
    }

    private static async Task SuspendedAsync(TestNamespace ns, string name, string label)
    {
        var job = Documents.Job(name, "exit 0", spec => spec["suspend"] = true);
        job["metadata"]!["labels"] = new JsonObject { ["tour"] = label };
        await ns.CreateAsync(job);
        await ns.ConditionAsync(name, "Suspended");
    }
}
