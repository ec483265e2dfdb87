using JobFlows.Upstream.Tests.Harness;

namespace JobFlows.Upstream.Tests;

/// <summary><c>TestElasticIndexedJob</c>.</summary>
public sealed class ElasticJobTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    [Fact]
    public async Task ScaledUp_RunsTheNewIndexes()
    {
        var job = await CreateAsync();
        await ScaleAsync(job, 4);
        await job.CountsAsync(new Counts(Active: 4));
        await SucceedAsync(job, 0, 1, 2, 3);
        await job.EndsAsync("Complete", "CompletionsReached", new Counts(Succeeded: 4));
        await job.IndexesAsync([], "0-3", null);
    }

    [Fact]
    public async Task ScaledDown_KeepsFailuresOutOfRangeButNotSuccesses()
    {
        var job = await CreateAsync();
        await SucceedAsync(job, 1);
        await job.EndAtAsync(2, "Failed");
        await job.CountsOnlyAsync(new Counts(Active: 1, Failed: 1, Succeeded: 1));
        plane.Clock.Advance(TimeSpan.FromSeconds(10));
        await job.CountsAsync(new Counts(Active: 2, Failed: 1, Succeeded: 1));
        await job.IndexesAsync([0, 2], "1", null);
        await ScaleAsync(job, 1);
        await SucceedAsync(job, 0);
        await job.EndsAsync("Complete", "CompletionsReached", new Counts(Failed: 1, Succeeded: 1));
        await job.IndexesAsync([], "0", null);
    }

    [Fact]
    public async Task ScaledDownAndUp_RunsAFinishedIndexAgain()
    {
        var job = await CreateAsync();
        await SucceedAsync(job, 2);
        await job.CountsAsync(new Counts(Active: 2, Succeeded: 1));
        await job.IndexesAsync([0, 1], "2", null);
        await ScaleAsync(job, 2);
        await job.CountsAsync(new Counts(Active: 2));
        await job.IndexesAsync([0, 1], "", null);
        await ScaleAsync(job, 3);
        await job.CountsAsync(new Counts(Active: 3));
        await SucceedAsync(job, 0, 1, 2);
        await job.EndsAsync("Complete", "CompletionsReached", new Counts(Succeeded: 3));
        await job.IndexesAsync([], "0-2", null);
    }

    [Fact]
    public async Task ScaledDownToNothing_Completes()
    {
        var job = await CreateAsync();
        await ScaleAsync(job, 0);
        await job.EndsAsync("Complete", "CompletionsReached", new Counts());
    }

    private async Task<ObservedJob> CreateAsync()
    {
        var job = await plane.CreateAsync("""{"parallelism":3,"completions":3,"completionMode":"Indexed"}""");
        await job.CountsAsync(new Counts(Active: 3));
        return job;
    }

    private static Task ScaleAsync(ObservedJob job, int size) => job.ChangeAsync(spec => (spec["parallelism"], spec["completions"]) = (size, size));

    private static async Task SucceedAsync(ObservedJob job, params int[] indexes)
    {
        foreach (var index in indexes)
        {
            await job.EndAtAsync(index, "Succeeded");
        }
    }
}
