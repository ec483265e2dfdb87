using System.Text.Json.Nodes;
using JobFlows.Upstream.Tests.Harness;

namespace JobFlows.Upstream.Tests;

/// <summary><c>TestJobPodReplacementPolicy</c>.</summary>
public sealed class PodReplacementTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private const string Staying = """
        "template":{"metadata":{"finalizers":["fake.example.com/blockDeletion"]}}
        """;

    [Theory]
    [InlineData("Indexed")]
    [InlineData("NonIndexed")]
    public async Task TerminatingOrFailed_ReplacesAndCountsAtOnce(string mode)
    {
        var job = await CreateAsync(mode, "TerminatingOrFailed");
        await job.DeletePodsAsync();
        await job.UntilAsync("both are counted", one => Counts.Of(one) is { Failed: 2, Terminating: 2 });
        plane.Clock.Advance(TimeSpan.FromSeconds(20));
        await job.CountsOnlyAsync(new Counts(Active: 2, Failed: 2, Terminating: 2));
        await FailTerminatingAsync(job);
        await job.CountsOnlyAsync(new Counts(Active: 2, Failed: 2));
    }

    [Theory]
    [InlineData("Indexed")]
    [InlineData("NonIndexed")]
    public async Task Failed_ReplacesAndCountsOnlyWhatHasFailed(string mode)
    {
        var job = await CreateAsync(mode, "Failed");
        await job.DeletePodsAsync();
        await job.CountsOnlyAsync(new Counts(Terminating: 2));
        await FailTerminatingAsync(job);
        await job.CountsOnlyAsync(new Counts(Failed: 2));
        plane.Clock.Advance(TimeSpan.FromSeconds(20));
        await job.CountsOnlyAsync(new Counts(Active: 2, Failed: 2));
    }

    private async Task<ObservedJob> CreateAsync(string mode, string policy)
    {
        var job = await plane.CreateAsync(
            $$"""{"parallelism":2,"completions":2,"completionMode":"{{mode}}","podReplacementPolicy":"{{policy}}",{{Staying}}}""");
        await job.CountsAsync(new Counts(Active: 2));
        return job;
    }

    private static async Task FailTerminatingAsync(ObservedJob job)
    {
        foreach (var pod in await job.PodsAsync(pod => pod["metadata"]!["deletionTimestamp"] is not null))
        {
            await job.WriteStatusAsync(pod, new JsonObject { ["phase"] = "Failed" });
        }
    }
}
