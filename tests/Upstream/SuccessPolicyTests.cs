using JobFlows.Upstream.Tests.Harness;

namespace JobFlows.Upstream.Tests;

/// <summary><c>TestSuccessPolicy</c>.</summary>
public sealed class SuccessPolicyTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    [Theory]
    [InlineData("all indexes succeeded", """, "successPolicy":{"rules":[{"succeededIndexes":"0"}]}""", "SuccessPolicy")]
    [InlineData("without successPolicy", "", "CompletionsReached")]
    public async Task OnlyIndexSucceeds_Completes(string name, string policy, string reason)
    {
        var job = await plane.CreateAsync($$"""{"parallelism":1,"completions":1,"completionMode":"Indexed"{{policy}}}""");
        await job.CountsAsync(new Counts(Active: 1));
        await job.EndAtAsync(0, "Succeeded");
        await job.CountsAsync(new Counts(Succeeded: 1));
        await job.IndexesAsync([], "0", null);
        await job.EndsAsync("Complete", reason, new Counts(Succeeded: 1));
        Assert.True(job.Seen["spec"]!["successPolicy"] is null == (policy.Length == 0), name);
    }

    [Theory]
    [InlineData("succeededIndexes", """{"succeededIndexes":"1"}""")]
    [InlineData("succeededCount", """{"succeededCount":1}""")]
    public async Task PolicyIsMet_CompletesWhileAnIndexIsPending(string name, string rule)
    {
        var job = await plane.CreateAsync($$$"""
            {"parallelism":2,"completions":2,"completionMode":"Indexed","successPolicy":{"rules":[{{{rule}}}]}}
            """);
        await job.CountsAsync(new Counts(Active: 2));
        await job.IndexesAsync([0, 1], "", null);
        await job.EndAtAsync(1, "Succeeded");
        await job.CountsOnlyAsync(new Counts(Succeeded: 1, Terminating: 1));
        Assert.Equal("1", (string?)job.Seen["status"]!["completedIndexes"]);
        Assert.NotNull(ObservedJob.Condition(job.Seen, "SuccessCriteriaMet"));
        await job.EndsAsync("Complete", "SuccessPolicy", new Counts(Succeeded: 1));
        await job.IndexesAsync([], "1", null);
        Assert.Equal("Matched rules at index 0", (string?)ObservedJob.Condition(job.Seen, "Complete")!["message"]);
        Assert.NotEmpty(name);
    }

    [Fact]
    public async Task BackoffLimitPerIndexIsMetAsWell_Fails()
    {
        var job = await plane.CreateAsync("""
            {"parallelism":2,"completions":2,"completionMode":"Indexed","backoffLimitPerIndex":0,"successPolicy":{"rules":[{"succeededCount":1}]}}
            """);
        await job.CountsAsync(new Counts(Active: 2));
        await job.EndAtAsync(0, "Failed");
        await job.CountsAsync(new Counts(Active: 1, Failed: 1));
        await job.IndexesAsync([1], "", "0");
        await job.EndAtAsync(1, "Succeeded");
        await job.CountsAsync(new Counts(Failed: 1, Succeeded: 1));
        await job.IndexesAsync([], "1", "0");
        await job.EndsAsync("Failed", "FailedIndexes", new Counts(Failed: 1, Succeeded: 1));
    }
}
