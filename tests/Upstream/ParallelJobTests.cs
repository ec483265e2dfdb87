using JobFlows.Upstream.Tests.Harness;

namespace JobFlows.Upstream.Tests;

/// <summary><c>TestNonParallelJob</c>, <c>TestParallelJob</c> and their kin.</summary>
public sealed class ParallelJobTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    /// <summary><c>TestNonParallelJob</c>.</summary>
    [Fact]
    public async Task SinglePod_WithRestarts_IsReplacedAndCompletes()
    {
        await using var own = await Owned.StartAsync();
        var job = await own.Plane.CreateAsync("{}");
        await job.CountsAsync(new Counts(Active: 1));
        await own.Plane.RestartAsync();
        await job.EndAsync("Failed", 1);
        await job.CountsOnlyAsync(new Counts(Failed: 1));
        own.Plane.Clock.Advance(TimeSpan.FromSeconds(10));
        await job.CountsAsync(new Counts(Active: 1, Failed: 1));
        await own.Plane.RestartAsync();
        await job.EndAsync("Succeeded", 1);
        await job.EndsAsync("Complete", "CompletionsReached", new Counts(Failed: 1, Succeeded: 1));
        Assert.Equal(2, (await job.PodsAsync(_ => true)).Count);
    }

    /// <summary><c>TestParallelJob</c>.</summary>
    [Fact]
    public async Task WorkQueue_AfterItsFirstSuccess_ReplacesNoPod()
    {
        var job = await plane.CreateAsync("""{"parallelism":5}""");
        await job.CountsAsync(new Counts(Active: 5));
        await job.ReadyAsync(2);
        await job.CountsAsync(new Counts(Active: 5, Ready: 2));
        await job.EndAsync("Failed", 2);
        await job.CountsOnlyAsync(new Counts(Active: 3, Failed: 2));
        plane.Clock.Advance(TimeSpan.FromSeconds(20));
        await job.CountsAsync(new Counts(Active: 5, Failed: 2));
        await job.EndAsync("Succeeded", 1);
        await job.CountsAsync(new Counts(Active: 4, Failed: 2, Succeeded: 1));
        await job.EndAsync("Failed", 2);
        await job.CountsAsync(new Counts(Active: 2, Failed: 4, Succeeded: 1));
        plane.Clock.Advance(TimeSpan.FromMinutes(10));
        await job.EndAsync("Succeeded", 2);
        await job.EndsAsync("Complete", "CompletionsReached", new Counts(Failed: 4, Succeeded: 3));
        Assert.Equal(7, (await job.PodsAsync(_ => true)).Count);
    }

    /// <summary><c>TestParallelJobChangingParallelism</c>.</summary>
    [Fact]
    public async Task WorkQueue_ScaledDownAndUp_CountsNoFailures()
    {
        var job = await plane.CreateAsync("""{"parallelism":5,"backoffLimit":2}""");
        await job.CountsAsync(new Counts(Active: 5));
        await plane.Api.PatchAsync(job.Path, """{"spec":{"parallelism":2}}""");
        await job.CountsAsync(new Counts(Active: 2));
        await plane.Api.PatchAsync(job.Path, """{"spec":{"parallelism":4}}""");
        await job.CountsAsync(new Counts(Active: 4));
        await job.EndAsync("Succeeded", 4);
        await job.EndsAsync("Complete", "CompletionsReached", new Counts(Succeeded: 4));
    }

    /// <summary><c>TestParallelJobWithCompletions</c>.</summary>
    [Fact]
    public async Task Completions_AreReached()
    {
        var job = await plane.CreateAsync("""{"parallelism":54,"completions":56}""");
        await job.CountsAsync(new Counts(Active: 54));
        await job.ReadyAsync(52);
        await job.CountsAsync(new Counts(Active: 54, Ready: 52));
        await job.EndAsync("Failed", 2);
        await job.UntilAsync("2 failures", one => Counts.Of(one).Failed == 2);
        plane.Clock.Advance(TimeSpan.FromSeconds(20));
        await job.CountsAsync(new Counts(Active: 54, Failed: 2, Ready: 50));
        await job.EndAsync("Succeeded", 53);
        await job.CountsAsync(new Counts(Active: 3, Failed: 2, Succeeded: 53));
        await job.EndAsync("Succeeded", 3);
        await job.EndsAsync("Complete", "CompletionsReached", new Counts(Failed: 2, Succeeded: 56));
        Assert.Equal(58, (await job.PodsAsync(_ => true)).Count);
    }

    /// <summary><c>TestIndexedJob</c>.</summary>
    [Fact]
    public async Task IndexedJob_FillsAndRefillsItsIndexes()
    {
        var job = await plane.CreateAsync("""{"parallelism":3,"completions":4,"completionMode":"Indexed"}""");
        await job.CountsAsync(new Counts(Active: 3));
        await job.IndexesAsync([0, 1, 2], "", null);
        await job.EndAtAsync(1, "Succeeded");
        await job.CountsAsync(new Counts(Active: 3, Succeeded: 1));
        await job.IndexesAsync([0, 2, 3], "1", null);
        await job.EndAtAsync(2, "Failed");
        await job.CountsOnlyAsync(new Counts(Active: 2, Failed: 1, Succeeded: 1));
        plane.Clock.Advance(TimeSpan.FromSeconds(10));
        await job.CountsAsync(new Counts(Active: 3, Failed: 1, Succeeded: 1));
        await job.IndexesAsync([0, 2, 3], "1", null);
        await job.EndAsync("Succeeded", 3);
        await job.EndsAsync("Complete", "CompletionsReached", new Counts(Failed: 1, Succeeded: 4));
        await job.IndexesAsync([], "0-3", null);
    }

    /// <summary><c>TestJobPodsCreatedWithExponentialBackoff</c>.</summary>
    [Fact]
    public async Task Delays_Double()
    {
        var job = await plane.CreateAsync("{}");
        await job.CountsAsync(new Counts(Active: 1));
        for (var failures = 1; failures <= 3; failures++)
        {
            var failedAt = plane.Clock.GetUtcNow();
            var delay = 10 << (failures - 1);
            await job.EndAsync("Failed", 1);
            await job.CountsOnlyAsync(new Counts(Failed: failures));
            plane.Clock.Advance(TimeSpan.FromSeconds(delay));
            await job.CountsAsync(new Counts(Active: 1, Failed: failures));
            Assert.Equal(failedAt.AddSeconds(delay), (await job.PodsAsync(ObservedJob.IsActive)).Select(ObservedJob.CreatedAt).Single());
        }

        Assert.Equal(4, (await job.PodsAsync(_ => true)).Count);
    }
}
