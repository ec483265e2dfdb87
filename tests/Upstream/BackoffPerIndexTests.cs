using System.Text.Json.Nodes;
using JobFlows.Upstream.Tests.Harness;

namespace JobFlows.Upstream.Tests;

/// <summary><c>TestBackoffLimitPerIndex</c> and its kin.</summary>
public sealed class BackoffPerIndexTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private const string FailureCount = "batch.kubernetes.io/job-index-failure-count";

    [Fact]
    public async Task IndexFailsOnce_IsReplacedAndTheJobCompletes()
    {
        var job = await CreateAsync(2, limit: 1);
        await RetriedAsync(job, index: 0, new Counts(Active: 2, Failed: 1), failureCount: 1);
        await job.EndAsync("Succeeded", 2);
        await job.EndsAsync("Complete", "CompletionsReached", new Counts(Failed: 1, Succeeded: 2));
        await job.IndexesAsync([], "0,1", "");
    }

    [Fact]
    public async Task IndexFailsTooOften_FailsTheJobOnceTheOthersHaveEnded()
    {
        var job = await CreateAsync(2, limit: 2);
        await RetriedAsync(job, index: 0, new Counts(Active: 2, Failed: 1), failureCount: 1);
        await RetriedAsync(job, index: 0, new Counts(Active: 2, Failed: 2), failureCount: 2);
        await job.EndAtAsync(0, "Failed");
        await job.CountsAsync(new Counts(Active: 1, Failed: 3));
        await job.IndexesAsync([1], "", "0");
        await job.EndAsync("Succeeded", 1);
        await job.EndsAsync("Failed", "FailedIndexes", new Counts(Failed: 3, Succeeded: 1));
    }

    [Fact]
    public async Task GlobalBackoffLimitIsMetFirst_FailsTheJobWithoutFailedIndexes()
    {
        var job = await CreateAsync(3, limit: 1, """, "backoffLimit":2, "template":{"metadata":{"finalizers":["example.com/block"]}}""");
        await RetriedAsync(job, index: 0, new Counts(Active: 3, Failed: 1), failureCount: 1);
        await RetriedAsync(job, index: 1, new Counts(Active: 3, Failed: 2), failureCount: 1);
        await job.EndAtAsync(2, "Failed");
        await job.CountsOnlyAsync(new Counts(Failed: 5, Terminating: 2));
        Assert.Equal("", (string?)job.Seen["status"]!["failedIndexes"]);
        await job.EndAsync("Failed", 2);
        await job.EndsAsync("Failed", "BackoffLimitExceeded", new Counts(Failed: 5));
        await job.IndexesAsync([], "", "");
    }

    [Fact]
    public async Task FailedIndex_LeavesTheOthersRunning()
    {
        var job = await CreateAsync(2, limit: 0);
        await job.EndAtAsync(0, "Failed");
        await job.CountsAsync(new Counts(Active: 1, Failed: 1));
        await job.IndexesAsync([1], "", "0");
        await job.EndAtAsync(1, "Succeeded");
        await job.EndsAsync("Failed", "FailedIndexes", new Counts(Failed: 1, Succeeded: 1));
        await job.IndexesAsync([], "1", "0");
    }

    [Fact]
    public async Task MaxFailedIndexesIsExceeded_EndsTheJobEarly()
    {
        var job = await CreateAsync(3, limit: 0, """, "maxFailedIndexes":1""");
        await job.EndAtAsync(0, "Failed");
        await job.CountsAsync(new Counts(Active: 2, Failed: 1));
        await job.IndexesAsync([1, 2], "", "0");
        await job.EndAtAsync(1, "Failed");
        await job.CountsOnlyAsync(new Counts(Failed: 3, Terminating: 1));
        Assert.Equal("0,1", (string?)job.Seen["status"]!["failedIndexes"]);
        await job.EndsAsync("Failed", "MaxFailedIndexesExceeded", new Counts(Failed: 3));
    }

    [Fact]
    public async Task FailIndexAction_FailsTheIndexAtOnce()
    {
        var job = await CreateAsync(2, limit: 1, """
            , "podFailurePolicy":{"rules":[
              {"action":"FailIndex","onExitCodes":{"operator":"In","values":[13]}},
              {"action":"FailIndex","onPodConditions":[{"type":"DisruptionTarget","status":"True"}]}]}
            """);
        await job.WriteStatusAsync(await job.PodAtAsync(0), job.Ended("Failed", 13));
        await job.CountsAsync(new Counts(Active: 1, Failed: 1));
        await job.IndexesAsync([1], "", "0");
        await job.WriteStatusAsync(await job.PodAtAsync(1), JsonNode.Parse("""{"phase":"Failed","conditions":[{"type":"DisruptionTarget","status":"True"}]}""")!);
        await job.CountsAsync(new Counts(Failed: 2));
        await job.IndexesAsync([], "", "0,1");
        await job.EndsAsync("Failed", "FailedIndexes", new Counts(Failed: 2));
    }

    /// <summary><c>TestBackoffLimitPerIndex_DelayedPodDeletion</c>: the failure count outlives the failed pod.</summary>
    [Fact]
    public async Task FailedPodIsDeletedBeforeItsReplacementIsMade_TheCountIsKept()
    {
        var job = await CreateAsync(1, limit: 1);
        var pod = await job.PodAtAsync(0);
        await job.EndAtAsync(0, "Failed");
        await plane.Api.DeleteAsync($"{ApiClient.Pods}/{pod["metadata"]!["name"]}");
        await job.CountsOnlyAsync(new Counts(Failed: 1));
        plane.Clock.Advance(TimeSpan.FromSeconds(10));
        await job.CountsAsync(new Counts(Active: 1, Failed: 1));
        await job.IndexesAsync([0], "", "");
        Assert.Equal("1", CountOf(await job.PodAtAsync(0)));
        await job.EndAtAsync(0, "Succeeded");
        await job.EndsAsync("Complete", "CompletionsReached", new Counts(Failed: 1, Succeeded: 1));
    }

    /// <summary><c>TestBackoffLimitPerIndex_JobPodsCreatedWithExponentialBackoff</c>.</summary>
    [Fact]
    public async Task Delays_DoubleForEachIndexByItself()
    {
        var job = await CreateAsync(2, limit: 2);
        await RetriedAsync(job, 0, new Counts(Active: 2, Failed: 1), 1, seconds: 10);
        await RetriedAsync(job, 0, new Counts(Active: 2, Failed: 2), 2, seconds: 20);
        await RetriedAsync(job, 1, new Counts(Active: 2, Failed: 3), 1, seconds: 10);
        await job.EndAtAsync(0, "Succeeded");
        await job.CountsAsync(new Counts(Active: 1, Failed: 3, Succeeded: 1));
        await job.IndexesAsync([1], "0", "");
        await RetriedAsync(job, 1, new Counts(Active: 1, Failed: 4, Succeeded: 1), 2, seconds: 20);
        await job.EndAtAsync(1, "Succeeded");
        await job.EndsAsync("Complete", "CompletionsReached", new Counts(Failed: 4, Succeeded: 2));
        await job.IndexesAsync([], "0,1", "");
    }

    private async Task<ObservedJob> CreateAsync(int size, int limit, string more = "")
    {
        var job = await plane.CreateAsync($$"""
            {"parallelism":{{size}},"completions":{{size}},"completionMode":"Indexed","backoffLimitPerIndex":{{limit}}{{more}}}
            """);
        await job.CountsAsync(new Counts(Active: size));
        await job.IndexesAsync(Enumerable.Range(0, size), "", "");
        return job;
    }

    /// <summary>Fails an index, which gets a new pod after its delay and not before.</summary>
    private async Task RetriedAsync(ObservedJob job, int index, Counts then, int failureCount, int? seconds = null)
    {
        var failedAt = plane.Clock.GetUtcNow();
        await job.EndAtAsync(index, "Failed");
        await job.CountsOnlyAsync(then with { Active = then.Active - 1 });
        plane.Clock.Advance(TimeSpan.FromSeconds(seconds ?? 10 << (failureCount - 1)));
        await job.CountsAsync(then);
        await job.IndexesAsync((await job.PodsAsync(ObservedJob.IsActive)).Select(ObservedJob.IndexOf).Order(), (string?)job.Seen["status"]!["completedIndexes"] ?? "", "");
        var replacement = await job.PodAtAsync(index);
        Assert.Equal($"{failureCount}", CountOf(replacement));
        if (seconds is { } delay)
        {
            Assert.Equal(failedAt.AddSeconds(delay), ObservedJob.CreatedAt(replacement));
        }
    }

    private static string? CountOf(JsonNode pod) => (string?)pod["metadata"]!["annotations"]![FailureCount];
}
