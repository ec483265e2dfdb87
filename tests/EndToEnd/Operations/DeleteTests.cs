using System.Net;
using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Operations;

/// <summary>delete and deletecollection of Jobs, and each of their parameters.</summary>
public sealed class DeleteTests(RunningServer server) : OperationsBase(server)
{
    [Theory]
    [InlineData("Background", false)]
    [InlineData("Orphan", true)]
    public async Task Delete_Policy_DecidesOverDependents(string policy, bool kept)
    {
        var ns = await WithJobsAsync("a");
        var dependents = await DependentAsync(ns);

        var answer = await SendAsync("DELETE", $"{ns.Jobs}/a?propagationPolicy={policy}");

        Assert.Equal(HttpStatusCode.OK, answer.Code);
        await ns.GoneAsync("a");
        if (kept)
        {
            Assert.Null((await ns.Api.GetAsync($"{dependents}/d")).At("metadata", "ownerReferences"));
        }
        else
        {
            await Wait.UntilAsync("the end of the dependent", async () => (await SendAsync("GET", $"{dependents}/d")).Code == HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Delete_Foreground_MarksTheJobUntilItsDependentsAreGone()
    {
        var ns = await WithJobsAsync("a");
        var dependents = await DependentAsync(ns, finalizer: "x.io/hold");

        var answer = await SendAsync("DELETE", $"{ns.Jobs}/a?propagationPolicy=Foreground");

        Assert.Equal(["foregroundDeletion"], answer.Json.List("metadata", "finalizers").Select(one => (string)one!));
        Assert.NotNull(answer.Json.Text("metadata", "deletionTimestamp"));
        await Wait.UntilAsync("the mark on the dependent", async () => (await ns.Api.GetAsync($"{dependents}/d")).Text("metadata", "deletionTimestamp") is not null);
        await PatchAsync($"{dependents}/d", """{"metadata":{"finalizers":null}}""");
        await ns.GoneAsync("a");
    }

    [Fact]
    public async Task Delete_WithoutAPolicy_OrphansAndWarns()
    {
        var ns = await WithJobsAsync("a");
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"{ns.Jobs}/a");

        using var response = await ns.Api.ResponseAsync(request);

        Assert.Contains("child pods are preserved by default when jobs are deleted", response.Headers.NonValidated["Warning"].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_OrphanDependentsFalse_Is202WhenTheJobStays()
    {
        var ns = await WithJobsAsync("a");
        await PatchAsync($"{ns.Jobs}/a", """{"metadata":{"finalizers":["x.io/hold"]}}""");

        var answer = await SendAsync("DELETE", $"{ns.Jobs}/a?orphanDependents=False");

        Assert.Equal((HttpStatusCode.Accepted, "a"), (answer.Code, answer.Json.Name()));
        await PatchAsync($"{ns.Jobs}/a", """{"metadata":{"finalizers":null}}""");
        await ns.GoneAsync("a");
    }

    [Theory]
    [InlineData("uid")]
    [InlineData("resourceVersion")]
    public async Task Delete_Preconditions_MustHold(string field)
    {
        var ns = await WithJobsAsync("a");
        var right = (await ns.JobAsync("a")).Text("metadata", field);

        var refused = await SendAsync("DELETE", $"{ns.Jobs}/a", new JsonObject { ["preconditions"] = new JsonObject { [field] = "1" } }.ToJsonString());
        var accepted = await SendAsync(
            "DELETE", $"{ns.Jobs}/a", new JsonObject { ["propagationPolicy"] = "Background", ["preconditions"] = new JsonObject { [field] = right } }.ToJsonString());

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.OK), (refused.Code, accepted.Code));
    }

    [Fact]
    public async Task Delete_GracePeriodSeconds_ReachesThePod()
    {
        var ns = await WithJobsAsync();
        await ns.CreateAsync(Documents.Job("a", "trap '' TERM; sleep 1000 & wait; wait"));
        var pod = (await ns.RunningPodsAsync("a", 1))[0].Name();

        var answer = await SendAsync("DELETE", $"{ns.Pods}/{pod}?gracePeriodSeconds=3");

        Assert.Equal(3, answer.Json.Number("metadata", "deletionGracePeriodSeconds"));
        await SendAsync("DELETE", $"{ns.Jobs}/a?propagationPolicy=Background");
        await ns.GoneAsync("a");
    }

    [Fact]
    public async Task Delete_Body_SilencesTheQuery()
    {
        var ns = await WithJobsAsync("a");

        var answer = await SendAsync("DELETE", $"{ns.Jobs}/a?propagationPolicy=Nonsense", """{"propagationPolicy":"Background"}""");

        Assert.Equal(HttpStatusCode.OK, answer.Code);
        await ns.GoneAsync("a");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("&labelSelector=name%3Db", "a c")]
    [InlineData("&fieldSelector=metadata.name!%3Da", "a")]
    [InlineData("&limit=1", "b c")]
    [InlineData("&dryRun=All", "a b c")]
    public async Task DeleteCollection_Selected_LeavesTheRest(string query, string left)
    {
        var ns = await WithJobsAsync("a", "b", "c");

        var answer = await SendAsync("DELETE", $"{ns.Jobs}?propagationPolicy=Background{query}");

        Assert.Equal((HttpStatusCode.OK, "JobList"), (answer.Code, answer.Json.Text("kind")));
        await Wait.UntilAsync($"'{left}' to be left", async () => Names(await ns.Api.GetAsync(ns.Jobs)) == left);
    }

    private static async Task<string> DependentAsync(TestNamespace ns, string? finalizer = null)
    {
        var path = $"/api/v1/namespaces/{ns.Name}/configmaps";
        var owner = new JsonObject { ["apiVersion"] = "batch/v1", ["kind"] = "Job", ["name"] = "a", ["uid"] = (await ns.JobAsync("a")).Text("metadata", "uid"), ["blockOwnerDeletion"] = true };
        var metadata = new JsonObject { ["name"] = "d", ["ownerReferences"] = new JsonArray(owner) };
        if (finalizer is not null)
        {
            metadata["finalizers"] = new JsonArray(finalizer);
        }

        await ns.Api.PostAsync(path, new JsonObject { ["metadata"] = metadata });
        return path;
    }
}
