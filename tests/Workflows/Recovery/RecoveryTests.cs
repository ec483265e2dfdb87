using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Jobs;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;
using JobFlows.Workflows.Tests.Harness;

namespace JobFlows.Workflows.Tests.Recovery;

/// <summary>What a start brings level again: each test writes what a crash would have left, with nothing that should have followed.</summary>
public sealed class RecoveryTests
{
    private static readonly JobSpec TwoPods = new() { Completions = 2, Parallelism = 2 };

    [Fact]
    public async Task Job_StoredButNeverStarted_IsStarted()
    {
        var first = await Flows.OpenAsync(_ => null);
        await first.StoreAsync("job", TwoPods);
        Assert.Empty(await first.PodsAsync());

        await using var second = await Flows.OpenAsync(_ => "Succeeded", folder: await first.CloseAsync());
        Assert.Equal(2, (await second.UntilConditionAsync("job", "Complete")).Status!.Succeeded);
    }

    [Fact]
    public async Task PodEnding_WrittenButNotTold_IsCounted()
    {
        var first = await Flows.OpenAsync(_ => null);
        await first.CreateAsync("job", TwoPods);
        var pod = (await first.PodsAsync())[0];
        await first.WritePodAsync(pod, one => one with { Status = one.Status! with { Phase = "Succeeded" } });

        await using var second = await Flows.OpenAsync(_ => null, folder: await first.CloseAsync());
        var job = await second.UntilAsync("job", one => one?.Status?.Succeeded == 1);
        Assert.Equal(1, job!.Status!.Active);
    }

    [Fact]
    public async Task SpecChange_WrittenButNotTold_IsFollowed()
    {
        var first = await Flows.OpenAsync(_ => null);
        await first.CreateAsync("job", TwoPods);
        await first.WriteJobAsync("job", one => one with { Spec = one.Spec! with { Suspend = true } });

        await using var second = await Flows.OpenAsync(_ => null, folder: await first.CloseAsync());
        await second.UntilConditionAsync("job", "Suspended");
        await second.UntilPodsAsync(pods => pods.Count == 0);
    }

    [Fact]
    public async Task Pod_MarkedForDeletionButNotStopped_IsStopped()
    {
        var first = await Flows.OpenAsync(_ => null);
        await first.CreateAsync("job", TwoPods);
        var pod = (await first.PodsAsync())[0];
        var now = TimeProvider.System.GetUtcNow();
        await first.WritePodAsync(pod, one => one with { Metadata = one.Metadata with { DeletionTimestamp = now.AddSeconds(1), DeletionGracePeriodSeconds = 1 } });

        await using var second = await Flows.OpenAsync(_ => null, folder: await first.CloseAsync());
        await second.UntilAsync("job", one => one?.Status?.Failed == 1);
        await second.UntilPodsAsync(pods => pods.All(one => one.Metadata.Uid != pod.Metadata.Uid));
    }

    [Fact]
    public async Task Pods_ThatStartedOrStoppedMatching_AreSettled()
    {
        var first = await Flows.OpenAsync(_ => null);
        var job = await first.CreateAsync("job", TwoPods);
        var (orphan, stranger) = ((await first.PodsAsync())[0], (await first.PodsAsync())[1]);
        await first.WritePodAsync(orphan, one => one with { Metadata = one.Metadata with { OwnerReferences = null } });
        await first.WritePodAsync(stranger, one => one with { Metadata = one.Metadata with { Labels = null } });

        await using var second = await Flows.OpenAsync(_ => null, folder: await first.CloseAsync());
        await second.UntilPodsAsync(pods => pods.Count(pod => pod.Metadata.OwnerReferences?[0].Uid == job.Metadata.Uid) == 2 && pods.Count == 3);
        Assert.Null((await second.PodsAsync()).Single(pod => pod.Metadata.Uid == stranger.Metadata.Uid).Metadata.OwnerReferences);
    }

    [Fact]
    public async Task FinishedJob_IsLeftAlone()
    {
        var first = await Flows.OpenAsync(_ => "Succeeded");
        await first.CreateAsync("job", TwoPods);
        var finished = await first.UntilConditionAsync("job", "Complete");
        await first.UntilPodsAsync(pods => pods.All(pod => pod.Metadata.Finalizers is null));

        await using var second = await Flows.OpenAsync(_ => null, folder: await first.CloseAsync());
        await second.CreateAsync("later", TwoPods);
        Assert.Equal(KubeJson.Write(finished with { Metadata = new ObjectMeta() }), KubeJson.Write((await second.JobAsync("job"))! with { Metadata = new ObjectMeta() }));
        Assert.Equal(4, (await second.PodsAsync()).Count);
    }

    [Fact]
    public async Task ForgottenEngine_PodsThatRun_AreKeptAndCountedOnce()
    {
        var first = await Flows.OpenAsync(pod => IndexOf(pod) is "0" or "1" ? "Succeeded" : null);
        await first.CreateAsync("job", new() { Completions = 6, Parallelism = 4, CompletionMode = "Indexed" });
        await first.UntilAsync("job", one => one?.Status is { CompletedIndexes: "0,1", Active: 4 });
        await first.UntilPodsAsync(pods => pods.Count(pod => pod.Status!.Phase == "Running") == 4 && pods.Count(pod => pod.Metadata.Finalizers is null) == 2);
        var pods = (await first.PodsAsync()).Select(pod => pod.Metadata.Uid!).ToList();

        await using var second = await Flows.OpenAsync(_ => "Succeeded", folder: await first.CloseAsync(), forgets: true);
        var job = await second.UntilConditionAsync("job", "Complete");
        Assert.Equal(("0-5", 6, null), (job.Status!.CompletedIndexes, job.Status.Succeeded, job.Status.Failed));
        await second.UntilPodsAsync(left => left.All(pod => pod.Metadata.Finalizers is null));
        Assert.Equal(pods.Order(), (await second.PodsAsync()).Select(pod => pod.Metadata.Uid!).Order());
    }

    [Fact]
    public async Task ForgottenEngine_EndsThatWereNotCounted_AreCountedOnce()
    {
        var first = await Flows.OpenAsync(_ => null);
        await first.CreateAsync("job", new() { Completions = 5, Parallelism = 3, BackoffLimit = 9 });
        await first.UntilPodsAsync(pods => pods.Count == 3);
        var phases = new Queue<string>(["Succeeded", "Failed"]);
        foreach (var pod in (await first.PodsAsync()).Take(2))
        {
            var phase = phases.Dequeue();
            await first.WritePodAsync(pod, one => one with { Status = one.Status! with { Phase = phase } });
        }

        await using var second = await Flows.OpenAsync(_ => null, folder: await first.CloseAsync(), forgets: true);
        await second.UntilAsync("job", one => one?.Status is { Succeeded: 1, Failed: 1, Active: 3 });
        await second.UntilPodsAsync(pods => pods.Count(pod => pod.Metadata.Finalizers is not null) == 3 && pods.Count == 5);
    }

    /// <summary>A pod that was made after the moment to which the store went back may still run: what it reports must not be taken for another pod's.</summary>
    [Fact]
    public async Task ForgottenEngine_NewPods_HaveUidsThatWereNeverGiven()
    {
        var first = await Flows.OpenAsync(_ => null);
        await first.CreateAsync("job", new() { Completions = 3, Parallelism = 3, CompletionMode = "Indexed" });
        await first.UntilPodsAsync(pods => pods.Count(pod => pod.Status!.Phase == "Running") == 3);
        var forgotten = await first.PodsAsync();
        foreach (var pod in forgotten)
        {
            await first.Store.WriteAsync([ObjectWrites.Delete(ResourceTypes.Pods, (await first.PodsAsync()).Single(one => one.Metadata.Uid == pod.Metadata.Uid))]);
        }

        await using var second = await Flows.OpenAsync(_ => null, folder: await first.CloseAsync(), forgets: true);
        await second.UntilPodsAsync(pods => pods.Count == 3);
        Assert.Empty((await second.PodsAsync()).Select(pod => pod.Metadata.Uid).Intersect(forgotten.Select(pod => pod.Metadata.Uid)));
        await second.Services.Pods.ReportAsync(
            [.. forgotten.Select(pod => new PodReport(new PodRef("default", pod.Metadata.Name!, pod.Metadata.Uid!), new PodStatus { Phase = "Succeeded" }, Stopped: true, []))]);
        await second.UntilRemovedAsync(3);
        Assert.Null((await second.JobAsync("job"))!.Status!.CompletedIndexes);
    }

    [Fact]
    public async Task ForgottenEngine_LargeJob_IsHeardByItsShards()
    {
        var options = new WorkflowOptions { Jobs = new JobOrchestratorOptions { ShardAbove = 5, ShardSize = 4 } };
        var first = await Flows.OpenAsync(_ => null, options);
        await first.CreateAsync("job", new() { Completions = 20, Parallelism = 10, CompletionMode = "Indexed" });
        await first.UntilPodsAsync(pods => pods.Count(pod => pod.Status!.Phase == "Running") == 10);

        await using var second = await Flows.OpenAsync(_ => "Succeeded", options, folder: await first.CloseAsync(), forgets: true);
        var job = await second.UntilConditionAsync("job", "Complete");
        Assert.Equal(("0-19", null), (job.Status!.CompletedIndexes, job.Status.Failed));
        Assert.Equal(20, (await second.PodsAsync()).Count);
    }

    [Theory]
    [InlineData("Foreground")]
    [InlineData("Background")]
    public async Task ForgottenEngine_DeletionUnderWay_IsFinished(string propagation)
    {
        var first = await Flows.OpenAsync(_ => null);
        await first.CreateAsync("job", TwoPods);
        await first.UntilPodsAsync(pods => pods.Count == 2);
        var job = (await first.JobAsync("job"))!;
        await first.Store.WriteAsync([propagation == "Background"
            ? ObjectWrites.Delete(ResourceTypes.Jobs, job)
            : ObjectWrites.Update(ResourceTypes.Jobs, job with
            {
                Metadata = job.Metadata with { DeletionTimestamp = TimeProvider.System.GetUtcNow(), DeletionGracePeriodSeconds = 0, Finalizers = ["foregroundDeletion"] },
            })]);

        await using var second = await Flows.OpenAsync(_ => null, folder: await first.CloseAsync(), forgets: true);
        await second.UntilPodsAsync(pods => pods.Count == 0);
        await second.UntilAsync("job", one => one is null);
    }

    private static string? IndexOf(Pod pod) => pod.Metadata.Annotations?.GetValueOrDefault("batch.kubernetes.io/job-completion-index");

    /// <summary>A pod that had been let go went away, and the Job was not told.</summary>
    [Fact]
    public async Task StoppedPod_GoneUnnoticed_IsMissedByTheWatchdog()
    {
        var options = new WorkflowOptions { Jobs = new JobOrchestratorOptions { WatchdogInterval = TimeSpan.FromMilliseconds(200) } };
        await using var flows = await Flows.OpenAsync(_ => null, options);
        flows.Runtime.IgnoresStops = true;
        await flows.CreateAsync("job", TwoPods);
        await flows.ChangeAsync("job", spec => spec with { Suspend = true });
        await flows.UntilAsync("job", one => one?.Status?.Terminating == 2);
        await flows.UntilPodsAsync(pods => pods.All(pod => pod.Metadata.Finalizers is null));
        foreach (var pod in await flows.PodsAsync())
        {
            await flows.WritePodAsync(pod, one => one with { Metadata = one.Metadata with { DeletionGracePeriodSeconds = 0 } });
        }

        await flows.UntilAsync("job", one => one?.Status?.Terminating == 0);
    }

    /// <summary>The stop was confirmed before the Job had taken its finalizer off.</summary>
    [Fact]
    public async Task StoppedPod_GoneWithItsFinalizer_IsNoticedAtOnce()
    {
        await using var flows = await Flows.OpenAsync(_ => null);
        flows.Runtime.ConfirmsStopsAtOnce = true;
        await flows.CreateAsync("job", TwoPods);
        await flows.ChangeAsync("job", spec => spec with { Suspend = true });
        await flows.UntilAsync("job", one => Flows.Has(one, "Suspended") && one?.Status?.Terminating == 0);
        Assert.Empty(await flows.PodsAsync());
    }
}
