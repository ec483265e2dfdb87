using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Jobs;
using JobFlows.Workflows.Objects;
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
