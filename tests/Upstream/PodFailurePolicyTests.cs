using System.Text.Json.Nodes;
using JobFlows.Upstream.Tests.Harness;

namespace JobFlows.Upstream.Tests;

/// <summary><c>TestJobPodFailurePolicy</c> and the restart in the middle of one.</summary>
public sealed class PodFailurePolicyTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private const string ThreeRules = """
        {"podFailurePolicy":{"rules":[
          {"action":"Ignore","onPodConditions":[{"type":"DisruptionTarget"}]},
          {"action":"Count","onExitCodes":{"operator":"In","values":[10]}},
          {"action":"FailJob","onExitCodes":{"operator":"In","values":[5,6,7]}}]}}
        """;

    private const string NegativeCodes = """
        {"podFailurePolicy":{"rules":[{"action":"FailJob","onExitCodes":{"operator":"In","values":[-1073741510,137]}}]}}
        """;

    [Theory]
    [InlineData("FailJob on an exit code", ThreeRules, 5)]
    [InlineData("FailJob on a negative exit code", NegativeCodes, -1073741510)]
    public async Task MatchingFailJob_EndsTheJob(string name, string spec, int exitCode)
    {
        var job = await plane.CreateAsync(spec);
        await job.CountsAsync(new Counts(Active: 1));
        await job.EndAsync(job.Ended("Failed", exitCode), 1);
        await job.EndsAsync("Failed", "PodFailurePolicy", new Counts(Failed: 1));
        Assert.True((await job.PodsAsync(_ => true)).Count == 1, name);
    }

    [Fact]
    public async Task MatchingFailJob_WithARestart_EndsTheJob()
    {
        await using var own = await Owned.StartAsync();
        var job = await own.Plane.CreateAsync(ThreeRules);
        await job.CountsAsync(new Counts(Active: 1));
        await job.EndAsync(job.Ended("Failed", 5), 1);
        await own.Plane.RestartAsync();
        await job.EndsAsync("Failed", "PodFailurePolicy", new Counts(Failed: 1));
    }

    [Theory]
    [InlineData("Ignore on a condition", """{"phase":"Failed","conditions":[{"type":"DisruptionTarget","status":"True"}]}""", 0)]
    [InlineData("Count on an exit code", """{"phase":"Failed","containerStatuses":[{"name":"main-container","state":{"terminated":{"exitCode":10}}}]}""", 1)]
    [InlineData("no rule", """{"phase":"Failed","containerStatuses":[{"state":{"terminated":{"exitCode":0}}}]}""", 1)]
    public async Task OtherFailures_AreReplaced(string name, string status, int failed)
    {
        var job = await plane.CreateAsync(ThreeRules);
        await job.CountsAsync(new Counts(Active: 1));
        await job.EndAsync(JsonNode.Parse(status)!, 1);
        await job.CountsOnlyAsync(new Counts(Active: 0, Failed: failed));
        plane.Clock.Advance(TimeSpan.FromSeconds(10));
        await job.CountsAsync(new Counts(Active: 1, Failed: failed));
        await job.EndAsync("Succeeded", 1);
        await job.EndsAsync("Complete", "CompletionsReached", new Counts(Failed: failed, Succeeded: 1));
        Assert.True((await job.PodsAsync(_ => true)).Count == 2, name);
    }

    [Fact]
    public async Task FailedPod_DeletedWhileTheControllerIsDown_StillFailsTheJob()
    {
        await using var own = await Owned.StartAsync();
        var job = await own.Plane.CreateAsync("""
            {"parallelism":3,"completions":3,
             "template":{"metadata":{"finalizers":["example.com/block"]}},
             "podFailurePolicy":{"rules":[{"action":"FailJob","onExitCodes":{"operator":"In","values":[5]}}]}}
            """);
        await job.CountsAsync(new Counts(Active: 3));
        var failing = (await job.PodsAsync(_ => true))[1];
        await job.WriteStatusAsync(failing, job.Ended("Failed", 5));

        // The other two pods can't go, so the Job stays between its interim and its last condition.
        Assert.Equal("PodFailurePolicy", await job.ConditionAsync("FailureTarget"));
        await job.UntrackedAsync();
        await RemoveAsync(failing);
        await own.Plane.RestartAsync();
        foreach (var other in await job.PodsAsync(_ => true))
        {
            await RemoveAsync(other);
        }

        await job.EndsAsync("Failed", "PodFailurePolicy", new Counts(Failed: 3));

        async Task RemoveAsync(JsonNode pod)
        {
            var path = $"{ApiClient.Pods}/{pod["metadata"]!["name"]}";
            await own.Plane.Api.UpdateAsync(path, one => one["metadata"]!.AsObject().Remove("finalizers"));
            await own.Plane.Api.SendAsync(HttpMethod.Delete, path, JsonNode.Parse("""{"gracePeriodSeconds":0}"""));
        }
    }
}
