using JobFlows.Domain.Batch;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Durable;
using JobFlows.Workflows.Jobs;
using JobFlows.Workflows.Tests.Harness;

namespace JobFlows.Workflows.Tests.Jobs;

public sealed class JobOrchestratorTests
{
    private static readonly JobSpec Five = new() { CompletionMode = "Indexed", Completions = 5, Parallelism = 2 };

    [Fact]
    public async Task Job_AllPodsSucceed_Completes()
    {
        await using var flows = await Flows.OpenAsync(_ => "Succeeded");
        await flows.CreateAsync("job", Five);
        var job = await flows.UntilConditionAsync("job", "Complete");
        Assert.Equal(5, job.Status!.Succeeded);
        Assert.Equal("0-4", job.Status.CompletedIndexes);
        Assert.NotNull(job.Status.CompletionTime);
        await flows.UntilPodsAsync(pods => pods.Count == 5 && pods.All(pod => pod.Metadata.Finalizers is null));
    }

    [Fact]
    public async Task CreatedAsync_Returns_WhenFirstPodsExist()
    {
        await using var flows = await Flows.OpenAsync(_ => null);
        await flows.CreateAsync("job", Five);
        Assert.Equal(2, (await flows.PodsAsync()).Count);
        var job = await flows.JobAsync("job");
        Assert.NotNull(job!.Status!.StartTime);
    }

    [Fact]
    public async Task Job_FailsOnce_WithBackoffLimitZero_Fails()
    {
        await using var flows = await Flows.OpenAsync(_ => "Failed");
        await flows.CreateAsync("job", new JobSpec { Completions = 1, Parallelism = 1, BackoffLimit = 0 });
        var job = await flows.UntilConditionAsync("job", "Failed");
        Assert.Equal("BackoffLimitExceeded", job.Status!.Conditions!.First(condition => condition.Type == "Failed").Reason);
        Assert.Equal(1, job.Status.Failed);
    }

    [Theory]
    [InlineData(1000, 500, 200)]
    [InlineData(5, 50, 200)]
    [InlineData(5, 50, 3)]
    [InlineData(1000, 500, 3)]
    public async Task Job_AnyShardingAndHistoryLength_CountsEveryIndexOnce(int shardAbove, int shardSize, int eventsPerRun)
    {
        var options = new WorkflowOptions { Jobs = new JobOrchestratorOptions { ShardAbove = shardAbove, ShardSize = shardSize, EventsPerRun = eventsPerRun } };
        await using var flows = await Flows.OpenAsync(_ => "Succeeded", options);
        var created = await flows.CreateAsync("job", new JobSpec { CompletionMode = "Indexed", Completions = 230, Parallelism = 20 });
        var job = await flows.UntilConditionAsync("job", "Complete");
        Assert.Equal(230, job.Status!.Succeeded);
        Assert.Equal("0-229", job.Status.CompletedIndexes);
        Assert.Equal(230, (await flows.PodsAsync()).Count);
        Assert.InRange(flows.Runtime.MostAtOnce, 1, 20);
        await EndedAsync(flows, JobInstance.Of(created.Metadata.Uid!));
        for (var shard = 0; shard * shardSize < 230 && shardAbove < 20; shard++)
        {
            await EndedAsync(flows, JobInstance.Shard(created.Metadata.Uid!, shard));
        }
    }

    /// <summary>The bound for any Job is 5,000 records; here 40 shards would otherwise add up to several times of what is allowed.</summary>
    [Fact]
    public async Task Job_OfManyShards_KeepsHistoriesShort()
    {
        var options = new WorkflowOptions { Jobs = new JobOrchestratorOptions { ShardAbove = 5, ShardSize = 50, EventsPerRun = 20 } };
        await using var flows = await Flows.OpenAsync(_ => "Succeeded", options);
        await flows.CreateAsync("job", new JobSpec { CompletionMode = "Indexed", Completions = 2000, Parallelism = 200 });
        var job = await flows.UntilConditionAsync("job", "Complete");
        Assert.Equal(2000, job.Status!.Succeeded);
        Assert.InRange(flows.LongestHistory, 1, 250);
    }

    [Fact]
    public async Task Suspend_StopsPods_AndResumeStartsNew()
    {
        await using var flows = await Flows.OpenAsync(_ => null);
        await flows.CreateAsync("job", Five);
        await flows.ChangeAsync("job", spec => spec with { Suspend = true });
        var suspended = await flows.UntilConditionAsync("job", "Suspended");
        Assert.Null(suspended.Status!.StartTime);
        await flows.UntilPodsAsync(pods => pods.Count == 0);

        await flows.ChangeAsync("job", spec => spec with { Suspend = false });
        await flows.UntilPodsAsync(pods => pods.Count == 2);
        var resumed = await flows.UntilAsync("job", job => job?.Status?.StartTime is not null);
        Assert.False(Flows.Has(resumed, "Suspended"));
    }

    [Fact]
    public async Task Deadline_StopsPods_AndFails()
    {
        await using var flows = await Flows.OpenAsync(_ => null);
        await flows.CreateAsync("job", Five with { ActiveDeadlineSeconds = 1 });
        var job = await flows.UntilConditionAsync("job", "Failed");
        Assert.Equal("DeadlineExceeded", job.Status!.Conditions!.First(condition => condition.Type == "Failed").Reason);
        await flows.UntilPodsAsync(pods => pods.Count == 0);
    }

    [Fact]
    public async Task Ttl_DeletesJobAndPods()
    {
        await using var flows = await Flows.OpenAsync(_ => "Succeeded");
        await flows.CreateAsync("job", Five with { TtlSecondsAfterFinished = 0 });
        await flows.UntilAsync("job", job => job is null);
        Assert.Empty(await flows.PodsAsync());
    }

    [Fact]
    public async Task Restart_WithLivePods_GoesOn()
    {
        var first = await Flows.OpenAsync(_ => null);
        await first.CreateAsync("job", Five);
        var folder = await first.CloseAsync();

        await using var second = await Flows.OpenAsync(_ => "Succeeded", folder: folder);
        var job = await second.UntilConditionAsync("job", "Complete");
        Assert.Equal("0-4", job.Status!.CompletedIndexes);
        Assert.Equal(5, (await second.PodsAsync()).Count);
    }

    [Fact]
    public async Task Watchdog_ReportLost_IsSeenAnyway()
    {
        var options = new WorkflowOptions { Jobs = new JobOrchestratorOptions { WatchdogInterval = TimeSpan.FromMilliseconds(200) } };
        await using var flows = await Flows.OpenAsync(_ => null, options);
        await flows.CreateAsync("job", new JobSpec { Completions = 1, Parallelism = 1 });
        var pod = (await flows.PodsAsync())[0];

        // Written behind the service's back, as a crash between the write and the signal leaves it.
        await Workflows.Objects.ObjectStoreExtensions.ChangeAsync<Domain.Core.Pod>(
            flows.Store,
            [Workflows.Objects.ObjectWrites.KeyOf(ResourceTypes.Pods, pod)],
            current => current with { Status = current.Status! with { Phase = "Succeeded" } });
        await flows.UntilConditionAsync("job", "Complete");
    }

    [Fact]
    public async Task TtlSetAfterFinish_DeletesTheJob()
    {
        await using var flows = await Flows.OpenAsync(_ => "Succeeded");
        var created = await flows.CreateAsync("job", Five);
        await flows.UntilConditionAsync("job", "Complete");
        await EndedAsync(flows, JobInstance.Of(created.Metadata.Uid!));
        await flows.ChangeAsync("job", spec => spec with { TtlSecondsAfterFinished = 0 });
        await flows.UntilAsync("job", job => job is null);
    }

    private static async Task EndedAsync(Flows flows, string instance)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await flows.Orchestrations.GetAsync(instance, deadline.Token) is { State: OrchestrationState.Running })
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        var info = await flows.Orchestrations.GetAsync(instance, deadline.Token);
        Assert.True(info is { State: OrchestrationState.Completed }, $"{instance}: {info?.State} {info?.Failure}");
    }
}
