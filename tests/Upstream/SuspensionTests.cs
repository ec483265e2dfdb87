using System.Net;
using System.Text.Json.Nodes;
using JobFlows.Upstream.Tests.Harness;

namespace JobFlows.Upstream.Tests;

/// <summary><c>TestSuspendJob</c> and its kin.</summary>
public sealed class SuspensionTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private const string Events = "/apis/events.k8s.io/v1/namespaces/default/events";

    [Theory]
    [InlineData(false, "", "True", "Suspended")]
    [InlineData(true, "True", "False", "Resumed")]
    public async Task SuspendIsChanged_PodsTheConditionAndAnEventFollow(bool before, string conditionBefore, string conditionAfter, string reason)
    {
        var job = await plane.CreateAsync($$"""{"parallelism":2,"completions":4,"suspend":{{(before ? "true" : "false")}}}""");
        await SettledAsync(before, conditionBefore);
        await job.ChangeAsync(spec => spec["suspend"] = !before);
        await SettledAsync(!before, conditionAfter);
        var events = (await plane.Api.GetAsync(Events))["items"]!.AsArray();
        Assert.Contains(events, one => (string?)one!["reason"] == reason && (string?)one["regarding"]!["uid"] == job.Uid
            && (string?)one["reportingController"] == "job-controller");

        async Task SettledAsync(bool suspended, string condition)
        {
            await job.UntilAsync($"suspended is {condition}", one => StatusOf(one) == condition && Counts.Of(one) == new Counts(Active: suspended ? 0 : 2));
            await job.CountsAsync(new Counts(Active: suspended ? 0 : 2));
            Assert.Equal(suspended, job.Seen["status"]!["startTime"] is null);
        }
    }

    /// <summary><c>TestSuspendJobControllerRestart</c>.</summary>
    [Fact]
    public async Task CreatedSuspended_WithARestart_HasNoPods()
    {
        await using var own = await Owned.StartAsync();
        var job = await own.Plane.CreateAsync("""{"parallelism":2,"completions":4,"suspend":true}""");
        await job.CountsAsync(new Counts());
        await own.Plane.RestartAsync();
        Assert.Empty(await job.PodsAsync(_ => true));
        await job.ChangeAsync(spec => spec["suspend"] = false);
        await job.CountsAsync(new Counts(Active: 2));
    }

    /// <summary><c>TestNodeSelectorUpdate</c>.</summary>
    [Fact]
    public async Task NodeSelector_CanBeChangedUntilTheJobStarts()
    {
        var job = await plane.CreateAsync("""{"parallelism":1,"suspend":true}""");
        await job.CountsAsync(new Counts());
        await job.ChangeAsync(spec =>
        {
            spec["template"]!["spec"]!["nodeSelector"] = new JsonObject { ["foo"] = "bar" };
            spec["suspend"] = false;
        });
        await job.CountsAsync(new Counts(Active: 1));
        Assert.Equal("""{"foo":"bar"}""", Assert.Single(await job.PodsAsync(_ => true))["spec"]!["nodeSelector"]!.ToJsonString());

        var refused = await Assert.ThrowsAsync<HttpRequestException>(
            () => job.ChangeAsync(spec => spec["template"]!["spec"]!["nodeSelector"] = new JsonObject { ["foo"] = "baz" }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("spec.template: Invalid value", refused.Message);
    }

    private static string StatusOf(JsonNode job) => (string?)job["status"]?["conditions"]?.AsArray()
        .FirstOrDefault(one => (string?)one!["type"] == "Suspended")?["status"] ?? "";
}
