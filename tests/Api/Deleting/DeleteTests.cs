using JobFlows.Api.Tests.Fakes;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Tests.Deleting;

public sealed class DeleteTests
{
    private const string Jobs = "/apis/batch/v1/namespaces/default/jobs";
    private const string Maps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task DeleteCollection_PreconditionFails_IsAConflict()
    {
        const string Maps = "/api/v1/namespaces/default/configmaps";
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync(Maps, """{"metadata":{"name":"a"}}""");

        var (code, status) = await host.SendAsync(HttpMethod.Delete, $"{Maps}?fieldSelector=metadata.name%3Da", """{"preconditions":{"uid":"x"}}""");

        Assert.Equal((409, "Conflict"), (code, (string)status["reason"]!));
        Assert.StartsWith("Operation cannot be fulfilled on configmaps \"a\": Precondition failed: UID in precondition: x", (string)status["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_Gone_IsASuccessWithTheUid()
    {
        await using var host = await ApiHost.StartAsync();
        var (_, job) = await host.PostAsync(Jobs, Samples.Job("pi"));

        var (code, status) = await host.SendAsync(HttpMethod.Delete, $"{Jobs}/pi", """{"propagationPolicy":"Background"}""");

        Assert.Equal((200, "Success"), (code, (string)status["status"]!));
        Assert.Equal($$"""{"name":"pi","group":"batch","kind":"jobs","uid":"{{job["metadata"]!["uid"]}}"}""", status["details"]!.ToJsonString());
        Assert.Equal("Background", Assert.Single(host.Deletion.Calls).Options.PropagationPolicy);
    }

    [Theory]
    [InlineData("", "", "Orphan", true)]
    [InlineData("?propagationPolicy=Foreground", "", "Foreground", false)]
    [InlineData("?orphanDependents=false", "", "Background", false)]
    [InlineData("", "propagationPolicy: Orphan", "Orphan", false)]
    public async Task DeleteJob_Policy_IsOrphanWithAWarningUnlessSaid(string query, string body, string policy, bool warned)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync(Jobs, Samples.Job("pi"));
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"{Jobs}/pi{query}") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/yaml") };

        using var response = await host.Client.SendAsync(request);

        Assert.Equal(policy, Assert.Single(host.Deletion.Calls).Options.PropagationPolicy);
        Assert.Equal(warned, response.Headers.NonValidated.Contains("Warning"));
        if (warned)
        {
            Assert.Equal(
                "299 - \"child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them or set "
                + "propagationPolicy=Orphan to suppress this warning\"",
                response.Headers.NonValidated["Warning"].ToString());
        }
    }

    [Fact]
    public async Task Delete_Finalizer_AnswersTheMarkedObject()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync(Maps, """{"metadata":{"name":"a","finalizers":["x.io/f"]}}""");

        var (code, map) = await host.SendAsync(HttpMethod.Delete, $"{Maps}/a", "");

        Assert.Equal((200, "ConfigMap"), (code, (string)map["kind"]!));
        Assert.NotNull(map["metadata"]!["deletionTimestamp"]);
    }

    [Theory]
    [InlineData("", "?propagationPolicy=Sometimes", 422, "propagationPolicy: Unsupported value: \"Sometimes\"")]
    [InlineData("""{"propagationPolicy":"Orphan","orphanDependents":true}""", "", 422, "orphanDependents and deletionPropagation cannot be both set")]
    [InlineData("", "?gracePeriodSeconds=x", 400, "strconv.ParseInt")]
    [InlineData("""{"preconditions":{"uid":"other"}}""", "", 409, "UID in precondition: other")]
    [InlineData("""{"dryRun":["Some"]}""", "", 422, "dryRun: Unsupported value: [\"Some\"]: supported values: \"All\"")]
    public async Task Delete_Mistakes_AreRefused(string body, string query, int code, string message)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync(Maps, """{"metadata":{"name":"a"}}""");

        var (actual, status) = await host.SendAsync(HttpMethod.Delete, $"{Maps}/a{query}", body);

        Assert.Equal(code, actual);
        Assert.Contains(message, (string)status["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_Missing_Is404()
    {
        await using var host = await ApiHost.StartAsync();

        var (code, status) = await host.SendAsync(HttpMethod.Delete, $"{Jobs}/pi", "");

        Assert.Equal((404, "jobs.batch \"pi\" not found"), (code, (string)status["message"]!));
    }

    [Fact]
    public async Task DeleteCollection_Selector_DeletesWhatItSelects()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync(Maps, """{"metadata":{"name":"a","labels":{"l":"x"}}}""");
        await host.PostAsync(Maps, """{"metadata":{"name":"b","labels":{"l":"y"}}}""");
        await host.PostAsync(Maps, """{"metadata":{"name":"c","labels":{"l":"x"}}}""");

        var (code, list) = await host.SendAsync(HttpMethod.Delete, Maps + "?labelSelector=l%3Dx", """{"propagationPolicy":"Background"}""");

        Assert.Equal((200, "ConfigMapList", "a c"), (code, (string)list["kind"]!, Listing.ListTests.Names(list)));
        var (_, left) = await host.GetAsync(Maps);
        Assert.Equal("b", Listing.ListTests.Names(left));
    }

    [Fact]
    public async Task Evict_Pod_MarksItAndDeletesIt()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PutAsync(ResourceTypes.Pods, new Pod
        {
            Metadata = new ObjectMeta { Name = "p", Finalizers = ["batch.kubernetes.io/job-tracking"], CreationTimestamp = host.Time.GetUtcNow() },
            Spec = new PodSpec { NodeName = "n", Containers = [new Container { Name = "c", Image = "busybox" }] },
            Status = new PodStatus { Phase = "Running", Conditions = [new PodCondition { Type = "Ready", Status = "True" }] },
        });

        var (code, status) = await host.PostAsync(
            "/api/v1/namespaces/default/pods/p/eviction",
            """{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"p"},"deleteOptions":{"gracePeriodSeconds":3}}""");

        Assert.Equal((201, "Success", 201), (code, (string)status["status"]!, (int)status["code"]!));
        var (_, pod) = await host.GetAsync("/api/v1/namespaces/default/pods/p");
        Assert.Equal(["Ready", "DisruptionTarget"], pod["status"]!["conditions"]!.AsArray().Select(c => (string)c!["type"]!));
        Assert.Equal("EvictionByEvictionAPI", (string)pod["status"]!["conditions"]![1]!["reason"]!);
        Assert.NotNull(pod["metadata"]!["deletionTimestamp"]);
        Assert.Equal(3, Assert.Single(host.Deletion.Calls).Options.GracePeriodSeconds);
    }

    [Fact]
    public async Task Evict_OtherName_IsRefused()
    {
        await using var host = await ApiHost.StartAsync();

        var (code, status) = await host.PostAsync("/api/v1/namespaces/default/pods/p/eviction", """{"metadata":{"name":"q"}}""");

        Assert.Equal((400, "name in URL does not match name in Eviction object"), (code, (string)status["message"]!));
    }
}
