using JobFlows.Upstream.Tests.Harness;

namespace JobFlows.Upstream.Tests;

/// <summary><c>TestOrphanPodsFinalizersClearedWithGC</c> and its kin: no pod is left that only the Job could let go of.</summary>
public sealed class FinalizerTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    [Theory]
    [InlineData("Orphan", 2)]
    [InlineData("Background", 0)]
    [InlineData("Foreground", 0)]
    public async Task DeletedJob_LetsGoOfItsPods(string policy, int left)
    {
        var job = await plane.CreateAsync("""{"parallelism":2}""");
        await job.CountsAsync(new Counts(Active: 2));
        await plane.Api.DeleteAsync(job.Path, $$"""{"propagationPolicy":"{{policy}}"}""");
        await job.PodsUntilAsync("as many pods are left", pods => pods.Count == left && !pods.Any(ObservedJob.IsTracked));
    }

    /// <summary><c>TestFinalizersClearedWhenBackoffLimitExceeded</c>.</summary>
    [Fact]
    public async Task JobOfManyPods_FailsWithItsFirst_LetsGoOfAll()
    {
        var job = await plane.CreateAsync("""{"parallelism":100,"completions":100,"completionMode":"Indexed","backoffLimit":0}""");
        await job.EndAsync("Failed", 1);
        await job.EndsAsync("Failed", "BackoffLimitExceeded", new Counts(Failed: 100));
    }

    /// <summary><c>getValidPodsWithFilter</c>: a pod that ends without the tracking finalizer is not counted.</summary>
    [Theory]
    [InlineData("Succeeded")]
    [InlineData("Failed")]
    public async Task PodWhoseFinalizerAClientRemoves_Ends_IsReplacedUncounted(string phase)
    {
        var job = await plane.CreateAsync("""{"parallelism":1,"completions":1,"completionMode":"Indexed"}""");
        await job.CountsAsync(new Counts(Active: 1));
        var pod = await job.PodAtAsync(0);
        await plane.Api.UpdateAsync($"{ApiClient.Pods}/{pod["metadata"]!["name"]}", current => current["metadata"]!.AsObject().Remove("finalizers"));
        await job.WriteStatusAsync(pod, job.Ended(phase));
        await job.PodsUntilAsync("the pod is replaced", pods => pods.Count == 2);
        await job.EndAsync("Succeeded", 1);
        await job.EndsAsync("Complete", "CompletionsReached", new Counts(Succeeded: 1));
    }

    /// <summary><c>TestOrphanPodsFinalizersClearedOnRestart</c>. The Job is deleted just before the end, as nobody can speak to a server that is down.</summary>
    [Fact]
    public async Task DeletedJob_WithARestart_LetsGoOfItsPods()
    {
        await using var own = await Owned.StartAsync();
        var job = await own.Plane.CreateAsync("""{"parallelism":1}""");
        await job.CountsAsync(new Counts(Active: 1));
        await own.Plane.Api.DeleteAsync(job.Path);
        await own.Plane.RestartAsync();
        await job.UntrackedAsync();
    }
}
