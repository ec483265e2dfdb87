using JobFlows.Upstream.Tests.Harness;

namespace JobFlows.Upstream.Tests;

/// <summary><c>TestDelayTerminalPhaseCondition</c> and <c>TestJobFailedWithInterrupts</c>: the last condition waits for the last pod.</summary>
public sealed class TerminalConditionTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    // What upstream's tests do as well: pods that have been deleted stay until somebody takes this off.
    private const string Staying = """
        "template":{"metadata":{"finalizers":["fake.example.com/blockDeletion"]}}
        """;

    [Fact]
    public async Task BackoffLimitIsExceeded_FailsOnceAllPodsHaveEnded()
    {
        var job = await plane.CreateAsync($$"""{"parallelism":2,"completions":2,"backoffLimit":0,{{Staying}}}""");
        await job.CountsAsync(new Counts(Active: 2));
        await job.EndAsync("Failed", 1);
        Assert.Equal("BackoffLimitExceeded", await job.ConditionAsync("FailureTarget"));
        Assert.Equal(new Counts(Failed: 2, Terminating: 1), Counts.Of(job.Seen));
        Assert.Null(ObservedJob.Condition(job.Seen, "Failed"));
        await job.EndAsync("Succeeded", 1);
        await job.EndsAsync("Failed", "BackoffLimitExceeded", new Counts(Failed: 2));
    }

    [Fact]
    public async Task ScaledDownToWhatHasSucceeded_CompletesOnceAllPodsHaveEnded()
    {
        var job = await plane.CreateAsync($$"""{"parallelism":2,"completions":2,"completionMode":"Indexed",{{Staying}}}""");
        await job.CountsAsync(new Counts(Active: 2));
        await job.EndAtAsync(0, "Succeeded");
        await job.ChangeAsync(spec => (spec["parallelism"], spec["completions"]) = (1, 1));
        Assert.Equal("CompletionsReached", await job.ConditionAsync("SuccessCriteriaMet"));
        await job.CountsOnlyAsync(new Counts(Succeeded: 1, Terminating: 1));
        Assert.Null(ObservedJob.Condition(job.Seen, "Complete"));
        await job.EndAsync("Succeeded", 1);
        await job.EndsAsync("Complete", "CompletionsReached", new Counts(Succeeded: 1));
        Assert.Equal("0", (string?)job.Seen["status"]!["completedIndexes"]);
    }

    [Fact]
    public async Task OnePodFailsAndTheOthersSucceed_WithARestart_Fails()
    {
        await using var own = await Owned.StartAsync();
        var job = await own.Plane.CreateAsync($$"""{"parallelism":10,"completions":10,"backoffLimit":0,{{Staying}}}""");
        await job.CountsAsync(new Counts(Active: 10));
        await job.EndAsync("Failed", 1);
        await job.EndAsync("Succeeded", 9);
        await own.Plane.RestartAsync();
        Assert.Equal("BackoffLimitExceeded", await job.ConditionAsync("Failed"));
        await job.UntrackedAsync();
    }
}
