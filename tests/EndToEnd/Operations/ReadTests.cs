using System.Net;
using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Operations;

/// <summary>get, get status, list and watch of Jobs, and each of their parameters.</summary>
public sealed class ReadTests(RunningServer server) : OperationsBase(server)
{
    [Theory]
    [InlineData("")]
    [InlineData("/status")]
    public async Task Get_JobOrItsStatus_IsTheWholeJob(string subresource)
    {
        var ns = await WithJobsAsync("a");

        var job = await ns.Api.GetAsync($"{ns.Jobs}/a{subresource}");

        Assert.Equal(("batch/v1", "Job", "a", ns.Name), (job.Text("apiVersion"), job.Text("kind"), job.Name(), job.Text("metadata", "namespace")));
        Assert.NotNull(job.Condition("Suspended"));
        Assert.NotNull(job.At("spec", "template"));
    }

    [Theory]
    [InlineData("?pretty=true", true)]
    [InlineData("?pretty=false", false)]
    public async Task Get_Pretty_IsIndented(string query, bool indented)
    {
        var ns = await WithJobsAsync("a");

        Assert.Equal(indented, (await SendAsync("GET", $"{ns.Jobs}/a{query}")).Text.StartsWith("{\n  \"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "a b c")]
    [InlineData("?labelSelector=name%3Db", "b")]
    [InlineData("?labelSelector=name%20in%20(a,c),name!%3Dc", "a")]
    [InlineData("?labelSelector=!name", "")]
    [InlineData("?fieldSelector=metadata.name%3Dc", "c")]
    [InlineData("?fieldSelector=status.successful%3D0,metadata.name!%3Da", "b c")]
    [InlineData("?resourceVersion=0", "a b c")]
    [InlineData("?resourceVersion=1&resourceVersionMatch=NotOlderThan", "a b c")]
    [InlineData("?timeoutSeconds=5", "a b c")]
    public async Task List_Selected_HasWhatIsWanted(string query, string names)
    {
        var ns = await WithJobsAsync("a", "b", "c");

        var list = await ns.Api.GetAsync(ns.Jobs + query);

        Assert.Equal(("JobList", names), (list.Text("kind"), Names(list)));
    }

    [Fact]
    public async Task List_AllNamespaces_HasBoth()
    {
        var one = await WithJobsAsync("everywhere");
        var two = await WithJobsAsync("everywhere");

        var list = await one.Api.GetAsync("/apis/batch/v1/jobs?labelSelector=name%3Deverywhere");

        Assert.Equal([one.Name, two.Name], list.List("items").Select(job => job.Text("metadata", "namespace")!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task List_LimitAndContinue_AreAConsistentListInPages()
    {
        var ns = await WithJobsAsync("a", "b", "c");

        var first = await ns.Api.GetAsync($"{ns.Jobs}?limit=1");
        await ns.CreateAsync(Suspended("bb"));
        var second = await ns.Api.GetAsync($"{ns.Jobs}?limit=1&continue={first.Text("metadata", "continue")}");
        var third = await ns.Api.GetAsync($"{ns.Jobs}?limit=1&continue={second.Text("metadata", "continue")}");

        Assert.Equal(["a", "b", "c"], [Names(first), Names(second), Names(third)]);
        Assert.Equal([2, 1, 0], [first.Number("metadata", "remainingItemCount"), second.Number("metadata", "remainingItemCount"), third.Number("metadata", "remainingItemCount")]);
        Assert.Equal(first.Text("metadata", "resourceVersion"), second.Text("metadata", "resourceVersion"));
        Assert.Null(third.Text("metadata", "continue"));
    }

    [Fact]
    public async Task List_LimitAndSelector_DoNotCountWhatRemains()
    {
        var ns = await WithJobsAsync("a", "b");

        var page = await ns.Api.GetAsync($"{ns.Jobs}?limit=1&labelSelector=name");

        Assert.NotNull(page.Text("metadata", "continue"));
        Assert.Null(page.At("metadata", "remainingItemCount"));
    }

    [Fact]
    public async Task List_ExactRevision_IsThePast()
    {
        var ns = await WithJobsAsync("a");
        var before = (await ns.Api.GetAsync(ns.Jobs)).Text("metadata", "resourceVersion");
        await ns.CreateAsync(Suspended("b"));

        var past = await ns.Api.GetAsync($"{ns.Jobs}?resourceVersion={before}&resourceVersionMatch=Exact");

        Assert.Equal(("a", before), (Names(past), past.Text("metadata", "resourceVersion")));
    }

    [Fact]
    public async Task Watch_TimeoutSeconds_EndsIt()
    {
        var ns = await WithJobsAsync("a");

        var events = await WatchedAsync($"{ns.Jobs}?watch=true&timeoutSeconds=1");

        Assert.Equal(("ADDED", "a"), (Assert.Single(events).Text("type"), events[0]["object"]!.Name()));
    }

    [Fact]
    public async Task Watch_SendInitialEvents_EndWithTheBookmark()
    {
        var ns = await WithJobsAsync("a", "b");

        var events = await WatchedAsync(
            $"{ns.Jobs}?watch=true&timeoutSeconds=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&labelSelector=name%3Db");

        Assert.Equal(["ADDED", "BOOKMARK"], events.Select(e => e.Text("type")!));
        Assert.Equal("true", events[1].Text("object", "metadata", "annotations", "k8s.io/initial-events-end"));
    }

    [Fact]
    public async Task Watch_ResourceVersion_ShowsWhatCameAfter()
    {
        var ns = await WithJobsAsync("a");
        var revision = (await ns.Api.GetAsync(ns.Jobs)).Text("metadata", "resourceVersion");
        await PatchAsync($"{ns.Jobs}/a", """{"metadata":{"labels":{"x":"y"}}}""");

        var events = await WatchedAsync($"{ns.Jobs}?watch=true&timeoutSeconds=1&resourceVersion={revision}");

        Assert.Equal(("MODIFIED", "y"), (Assert.Single(events).Text("type"), events[0].Text("object", "metadata", "labels", "x")));
    }

    [Theory]
    [InlineData("/apis/batch/v1/watch/namespaces/{0}/jobs", "a b")]
    [InlineData("/apis/batch/v1/watch/namespaces/{0}/jobs/b", "b")]
    public async Task Watch_OldPath_WatchesWithoutBeingAskedTo(string path, string names)
    {
        var ns = await WithJobsAsync("a", "b");

        var events = await WatchedAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, ns.Name) + "?timeoutSeconds=1");

        Assert.Equal(names, string.Join(' ', events.Select(e => e["object"]!.Name())));
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "")]
    [InlineData("DELETE", "")]
    [InlineData("GET", "/a")]
    [InlineData("PUT", "/a")]
    [InlineData("PATCH", "/a/status")]
    public async Task Any_WithoutTheToken_Is401(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/apis/batch/v1/namespaces/default/jobs" + path);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer wrong");

        var answer = await Server.Api.SendAsync(request);

        Assert.Equal((HttpStatusCode.Unauthorized, "Unauthorized"), (answer.Code, answer.Json.Text("reason")));
    }

    [Fact]
    public async Task Review_OfOneself_TellsTheUser()
    {
        var answer = await SendAsync("POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews", """{"apiVersion":"authentication.k8s.io/v1","kind":"SelfSubjectReview"}""");

        Assert.Equal((HttpStatusCode.Created, "system:admin"), (answer.Code, answer.Json.Text("status", "userInfo", "username")));
        Assert.Contains("system:masters", answer.Json.List("status", "userInfo", "groups").Select(group => (string)group!));
    }

    [Fact]
    public async Task Token_OfAServiceAccount_IsNotImplemented()
    {
        var ns = await WithJobsAsync();

        var answer = await SendAsync("POST", $"/api/v1/namespaces/{ns.Name}/serviceaccounts/default/token", "{}");

        Assert.Equal((HttpStatusCode.NotImplemented, "NotImplemented"), (answer.Code, answer.Json.Text("reason")));
    }

    [Fact]
    public async Task Claim_IsKeptAsARecordAndGoesWithItsNamespace()
    {
        var ns = await WithJobsAsync();
        var claims = $"/api/v1/namespaces/{ns.Name}/persistentvolumeclaims";
        var body = JsonNode.Parse("""{"metadata":{"name":"p"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}""")!;

        var made = await ns.Api.PostAsync(claims, body);

        Assert.Equal(("Pending", "Filesystem", "1Gi"), (made.Text("status", "phase"), made.Text("spec", "volumeMode"), made.Text("spec", "resources", "requests", "storage")));
        Assert.Equal("p", Names(await ns.Api.GetAsync(claims)));
        await ns.Api.DeleteAsync($"/api/v1/namespaces/{ns.Name}");
        await Wait.UntilAsync("the end of the namespace", async () => (await SendAsync("GET", $"/api/v1/namespaces/{ns.Name}")).Code == HttpStatusCode.NotFound);
        Assert.Equal("", Names(await ns.Api.GetAsync(claims)));
    }
}
