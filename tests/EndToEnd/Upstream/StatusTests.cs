using System.Net;
using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;
using JobFlows.EndToEnd.Operations;

namespace JobFlows.EndToEnd.Upstream;

/// <summary>Cases of Kubernetes' own <c>test/e2e/apps/job.go</c>: changes of a Job's status, and the whole life of a Job.</summary>
public sealed class StatusTests(RunningServer server) : OperationsBase(server)
{
    [Fact]
    public async Task JobStatus_PatchedAndReplaced_Keeps()
    {
        var ns = await Server.NamespaceAsync();
        var created = await ns.CreateAsync(Documents.Job("e2e-status", "sleep 1000", spec => spec.Sized(2, 4)));
        await ns.RunningPodsAsync("e2e-status", 2);

        // Times in a status are of the moment, to the second.
        var now = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var condition = $$"""{"type":"CustomConditionType","status":"True","reason":"CustomReason","message":"from a patch","lastTransitionTime":"{{now}}"}""";
        var patched = (await PatchAsync(
            $"{ns.Jobs}/e2e-status/status",
            $$$"""{"metadata":{"annotations":{"patchedstatus":"true"}},"status":{"conditions":[{{{condition}}}]}}""")).Accepted();
        Assert.Equal("true", patched.Text("metadata", "annotations", "patchedstatus"));
        Assert.Equal((now, "CustomReason"), (patched.Condition("CustomConditionType").Text("lastTransitionTime"), patched.Condition("CustomConditionType").Text("reason")));

        var replaced = await Wait.ForAsync("an update without a conflict", async () =>
        {
            var job = await ns.JobAsync("e2e-status");
            job["status"]!["conditions"]!.AsArray().Add(JsonNode.Parse("""{"type":"Updated","status":"True","reason":"ByPut"}"""));
            var answer = await ns.Api.SendAsync(HttpMethod.Put, $"{ns.Jobs}/e2e-status/status", job);
            return answer.Code == HttpStatusCode.Conflict ? null : answer.Accepted();
        });
        Assert.Equal("ByPut", replaced.Condition("Updated").Text("reason"));

        var read = await ns.Api.GetAsync($"{ns.Jobs}/e2e-status/status");
        Assert.Equal(created.Text("metadata", "uid"), read.Text("metadata", "uid"));
        Assert.NotNull(read.Condition("CustomConditionType"));
        Assert.NotNull(read.Condition("Updated"));
        await ns.Api.DeleteAsync($"{ns.Jobs}/e2e-status", new JsonObject { ["propagationPolicy"] = "Background" });
        await ns.GoneAsync("e2e-status");
    }

    [Fact]
    public async Task Job_CreatedPatchedReplacedListedAndDeleted_IsSeenByItsWatch()
    {
        var ns = await Server.NamespaceAsync();
        const string Selector = "labelSelector=e2e-job-label%3Dlifecycle";
        var begin = (await ns.Api.GetAsync($"{ns.Jobs}?{Selector}")).Text("metadata", "resourceVersion")!;
        var job = Documents.Job("e2e-life", "exit 0", spec => spec.Sized(2, 4)["suspend"] = true);
        job["metadata"]!["labels"] = new JsonObject { ["e2e-job-label"] = "lifecycle" };
        var created = await ns.CreateAsync(job);
        Assert.True(Revision(created) > long.Parse(begin, System.Globalization.CultureInfo.InvariantCulture));

        var patched = (await SendAsync(
            "PATCH", $"{ns.Jobs}/e2e-life", """{"metadata":{"labels":{"e2e-life":"patched"}}}""", "application/strategic-merge-patch+json")).Accepted();
        Assert.Equal("patched", patched.Text("metadata", "labels", "e2e-life"));
        Assert.True(Revision(patched) > Revision(created));

        await Wait.UntilAsync("an update without a conflict", async () =>
        {
            var current = await ns.JobAsync("e2e-life");
            current["metadata"]!["annotations"] = new JsonObject { ["updated"] = "true" };
            current["spec"]!["suspend"] = false;
            return (await ns.Api.SendAsync(HttpMethod.Put, $"{ns.Jobs}/e2e-life", current)).Code == HttpStatusCode.OK;
        });

        var everywhere = await ns.Api.GetAsync($"/apis/batch/v1/jobs?{Selector}");
        Assert.Equal("true", Assert.Single(everywhere.List("items")).Text("metadata", "annotations", "updated"));
        JobAssert.Completed(await ns.ConditionAsync("e2e-life", "Complete"), 4);

        (await SendAsync("DELETE", $"{ns.Jobs}?{Selector}", """{"propagationPolicy":"Background"}""")).Accepted();
        Assert.Equal(["ADDED", "MODIFIED", "DELETED"], (await TypesAsync(ns, $"{ns.Jobs}?{Selector}", begin)).Distinct());
        Assert.Empty((await ns.Api.GetAsync($"{ns.Jobs}?{Selector}")).List("items"));
    }

    private static async Task<IReadOnlyList<string>> TypesAsync(TestNamespace ns, string path, string begin)
    {
        using var timeout = new CancellationTokenSource(Wait.Deadline);
        var types = new List<string>();
        await foreach (var change in ns.Api.WatchAsync(path, begin, timeout.Token))
        {
            types.Add(change.Text("type")!);
            if (types[^1] == "DELETED")
            {
                break;
            }
        }

        return types;
    }

    private static long Revision(JsonNode item) => long.Parse(item.Text("metadata", "resourceVersion")!, System.Globalization.CultureInfo.InvariantCulture);
}
