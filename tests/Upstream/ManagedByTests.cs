using System.Text.Json.Nodes;
using JobFlows.Upstream.Tests.Harness;

namespace JobFlows.Upstream.Tests;

/// <summary><c>TestManagedBy</c> and its kin: a Job of another controller is left alone.</summary>
public sealed class ManagedByTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private const string Other = """
        "managedBy":"example.com/custom-job-controller"
        """;

    [Theory]
    [InlineData("without managedBy", "{}")]
    [InlineData("with the name of the built-in controller", """{"managedBy":"kubernetes.io/job-controller"}""")]
    public async Task OwnJob_IsRun(string name, string spec)
    {
        var job = await plane.CreateAsync(spec);
        await job.CountsAsync(new Counts(Active: 1));
        Assert.True((await job.PodsAsync(ObservedJob.IsTracked)).Count == 1, name);
    }

    [Theory]
    [InlineData("running", "false")]
    [InlineData("suspended", "true")]
    public async Task JobOfAnother_IsLeftAlone(string name, string suspend)
    {
        var job = await plane.CreateAsync($$"""{"suspend":{{suspend}},{{Other}}}""");
        await PassAsync();
        Assert.True((await plane.Api.GetAsync(job.Path))["status"]!.ToJsonString() == "{}", name);
        Assert.Empty(await job.PodsAsync(_ => true));
    }

    /// <summary><c>TestManagedBy_RecreatedJob</c>.</summary>
    [Fact]
    public async Task JobOfAnother_UnderTheNameOfAFinishingOne_IsLeftAlone()
    {
        var first = await plane.CreateAsync("{}");
        await first.CountsAsync(new Counts(Active: 1));
        await first.EndAsync("Succeeded", 1);
        await plane.Api.DeleteAsync(first.Path, """{"propagationPolicy":"Background"}""");
        var second = await ObservedJob.CreateAsync(plane, $$"""{{{Other}}}""", first.Name);
        Assert.NotEqual(first.Uid, second.Uid);
        await PassAsync();
        Assert.Equal("{}", (await plane.Api.GetAsync(second.Path))["status"]!.ToJsonString());
        Assert.Empty(await second.PodsAsync(_ => true));
    }

    /// <summary><c>TestManagedBy_UsingReservedJobFinalizers</c>.</summary>
    [Fact]
    public async Task PodOfAnother_WithTheTrackingFinalizer_KeepsIt()
    {
        var job = await plane.CreateAsync($$"""{{{Other}}}""");
        var pod = await plane.Api.PostAsync(ApiClient.Pods, JsonNode.Parse($$$"""
            {"apiVersion":"v1","kind":"Pod",
             "metadata":{"name":"{{{job.Name}}}-pod1","finalizers":["batch.kubernetes.io/job-tracking"],
               "labels":{"batch.kubernetes.io/controller-uid":"{{{job.Uid}}}","batch.kubernetes.io/job-name":"{{{job.Name}}}"},
               "ownerReferences":[{"apiVersion":"batch/v1","kind":"Job","name":"{{{job.Name}}}","uid":"{{{job.Uid}}}","controller":true,"blockOwnerDeletion":true}]},
             "spec":{"restartPolicy":"Never","containers":[{"name":"main-container","image":"foo"}]}}
            """)!);
        await job.WriteStatusAsync(pod, JsonNode.Parse("""{"phase":"Succeeded"}""")!);
        await plane.Api.UpdateAsync(job.Path, current => current["status"] = new JsonObject
        {
            ["startTime"] = "2026-01-02T03:04:05Z",
            ["conditions"] = new JsonArray(new JsonObject { ["type"] = "SuccessCriteriaMet", ["status"] = "True" }),
        }, "/status");
        await job.WriteStatusAsync(pod, JsonNode.Parse("""{"conditions":[{"type":"CustomCondition","status":"True"}]}""")!);
        await PassAsync();
        Assert.True(ObservedJob.IsTracked(Assert.Single(await job.PodsAsync(_ => true))));
    }

    /// <summary>A Job that comes later goes through its whole life.</summary>
    private async Task PassAsync()
    {
        var later = await plane.CreateAsync("{}");
        await later.CountsAsync(new Counts(Active: 1));
        await later.EndAsync("Succeeded", 1);
        await later.EndsAsync("Complete", "CompletionsReached", new Counts(Succeeded: 1));
    }
}
