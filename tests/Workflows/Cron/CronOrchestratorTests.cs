using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Strategies;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Tests.Harness;
using Microsoft.Extensions.Time.Testing;

namespace JobFlows.Workflows.Tests.Cron;

/// <summary>CronJobs on the real engine and a clock that the test moves; every step is replayed.</summary>
public sealed class CronOrchestratorTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 5, 59, 30, TimeSpan.Zero);
    private static readonly DateTimeOffset Six = new(2026, 3, 4, 6, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider clock = new(Start);

    [Fact]
    public async Task EachTime_StartsAJob_ThatIsFollowedToItsEnd()
    {
        await using var flows = await OpenAsync(_ => "Succeeded");
        await CreateAsync(flows, "* * * * *");
        Assert.Empty(await JobsAsync(flows));

        await PassAsync(flows, TimeSpan.FromSeconds(31), cron => cron.Status?.LastScheduleTime == Six && cron.Status.LastSuccessfulTime is not null && cron.Status.Active is null);
        await PassAsync(flows, TimeSpan.FromMinutes(1), cron => cron.Status?.LastScheduleTime == Six.AddMinutes(1) && cron.Status.Active is null);

        var jobs = await JobsAsync(flows);
        Assert.Equal([NameAt(Six), NameAt(Six.AddMinutes(1))], jobs.Select(job => job.Metadata.Name));
        Assert.All(jobs, job => Assert.Equal("CronJob", Assert.Single(job.Metadata.OwnerReferences!).Kind));
        var reasons = await ReasonsAsync(flows);
        Assert.Equal(2, reasons.Count(reason => reason == "SuccessfulCreate"));
        Assert.Equal(2, reasons.Count(reason => reason == "SawCompletedJob"));
    }

    [Fact]
    public async Task Replace_EndsTheJobBefore()
    {
        await using var flows = await OpenAsync(_ => null);
        await CreateAsync(flows, "* * * * *", spec => spec with { ConcurrencyPolicy = "Replace" });
        await PassAsync(flows, TimeSpan.FromSeconds(31), cron => cron.Status?.Active is { Count: 1 });
        await PassAsync(flows, TimeSpan.FromMinutes(1), cron => cron.Status?.LastScheduleTime == Six.AddMinutes(1));
        Assert.Equal(NameAt(Six.AddMinutes(1)), Assert.Single((await CronAsync(flows)).Status!.Active!).Name);
        Assert.Equal(NameAt(Six.AddMinutes(1)), Assert.Single(await JobsAsync(flows)).Metadata.Name);
    }

    [Fact]
    public async Task History_KeepsTheNewest()
    {
        await using var flows = await OpenAsync(_ => "Succeeded");
        await CreateAsync(flows, "* * * * *", spec => spec with { SuccessfulJobsHistoryLimit = 1 });
        for (var minute = 0; minute < 3; minute++)
        {
            var time = Six.AddMinutes(minute);
            await PassAsync(flows, TimeSpan.FromMinutes(1), cron => cron.Status?.LastScheduleTime == time && cron.Status.Active is null);
        }

        Assert.Equal(NameAt(Six.AddMinutes(2)), Assert.Single(await JobsAsync(flows)).Metadata.Name);
    }

    [Fact]
    public async Task Suspended_StartsNothing_AndResumedTheLatestMissed()
    {
        await using var flows = await OpenAsync(_ => null);
        await CreateAsync(flows, "* * * * *", spec => spec with { Suspend = true });
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(await JobsAsync(flows));

        var before = await CronAsync(flows);
        var after = (await flows.Store.ChangeAsync<CronJob>(
            [ObjectWrites.KeyOf(ResourceTypes.CronJobs, before)], cron => cron with { Spec = cron.Spec! with { Suspend = false } }))[0]!;
        await flows.Services.Reactions.UpdatedAsync(before, after, CancellationToken.None);
        await UntilAsync(flows, cron => cron.Status?.LastScheduleTime == Six.AddMinutes(4));
        Assert.Equal(NameAt(Six.AddMinutes(4)), Assert.Single(await JobsAsync(flows)).Metadata.Name);
    }

    [Fact]
    public async Task Restart_AfterTimesWentBy_StartsTheLatest()
    {
        var first = await OpenAsync(_ => null);
        await CreateAsync(first, "*/5 * * * *");
        var folder = await first.CloseAsync();
        clock.Advance(TimeSpan.FromMinutes(17));

        await using var second = await Flows.OpenAsync(_ => null, folder: folder, clock: clock);
        await UntilAsync(second, cron => cron.Status?.LastScheduleTime == Six.AddMinutes(15));
        Assert.Equal(NameAt(Six.AddMinutes(15)), Assert.Single(await JobsAsync(second)).Metadata.Name);
        await PassAsync(second, TimeSpan.FromMinutes(5), cron => cron.Status?.Active is { Count: 2 });
    }

    [Fact]
    public async Task Restart_AfterMoreThanAHundredTimesWentBy_StartsTheLatest_TellsOfIt_AndGoesOn()
    {
        var first = await OpenAsync(_ => null);
        await CreateAsync(first, "* * * * *");
        var folder = await first.CloseAsync();
        clock.Advance(TimeSpan.FromHours(5));

        await using var second = await Flows.OpenAsync(_ => null, folder: folder, clock: clock);
        var latest = Six.AddHours(5).AddMinutes(-1);
        await UntilAsync(second, cron => cron.Status?.LastScheduleTime == latest);
        Assert.Equal(NameAt(latest), Assert.Single(await JobsAsync(second)).Metadata.Name);
        Assert.Equal(["SuccessfulCreate", "TooManyMissedTimes"], (await ReasonsAsync(second)).Order());
        await PassAsync(second, TimeSpan.FromMinutes(1), cron => cron.Status?.Active is { Count: 2 });
        Assert.Single(await ReasonsAsync(second), "TooManyMissedTimes");
    }

    /// <summary>The clock of the machine was fast before the restart, and was put right.</summary>
    [Fact]
    public async Task Restart_WithAClockSetBack_StartsNothingTwice()
    {
        clock.Advance(TimeSpan.FromHours(1));
        var first = await OpenAsync(_ => null);
        await CreateAsync(first, "* * * * *");
        await PassAsync(first, TimeSpan.FromMinutes(61), cron => cron.Status?.Active is { Count: 1 });
        var served = (await CronAsync(first)).Status!.LastScheduleTime!.Value;
        var folder = await first.CloseAsync();

        var right = new FakeTimeProvider(served.AddMinutes(-30));
        await using var second = await Flows.OpenAsync(_ => null, folder: folder, clock: right);
        right.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(NameAt(served), Assert.Single(await JobsAsync(second)).Metadata.Name);
        right.Advance(TimeSpan.FromMinutes(3));
        await UntilAsync(second, cron => cron.Status?.LastScheduleTime > served);
        Assert.All(await JobsAsync(second), job => Assert.True(string.CompareOrdinal(job.Metadata.Name, NameAt(served)) >= 0));
    }

    [Fact]
    public async Task Deleted_StartsNoMore_AndTakesItsJobsAlong()
    {
        await using var flows = await OpenAsync(_ => null);
        await CreateAsync(flows, "* * * * *");
        await PassAsync(flows, TimeSpan.FromSeconds(31), cron => cron.Status?.Active is { Count: 1 });
        var job = Assert.Single(await JobsAsync(flows));
        var key = ObjectWrites.KeyOf(ResourceTypes.CronJobs, await CronAsync(flows));
        await flows.Services.Deletion.DeleteAsync(ResourceTypes.CronJobs, key, new DeleteOptions { PropagationPolicy = "Background" });
        await flows.UntilAsync(job.Metadata.Name!, found => found is null);
    }

    private static string NameAt(DateTimeOffset time) => $"report-{time.ToUnixTimeSeconds() / 60}";

    private static async Task CreateAsync(Flows flows, string schedule, Func<CronJobSpec, CronJobSpec>? change = null)
    {
        var spec = new CronJobSpec
        {
            Schedule = schedule,
            JobTemplate = new JobTemplateSpec
            {
                Spec = new JobSpec { Template = new PodTemplateSpec { Spec = new PodSpec { RestartPolicy = "Never", Containers = [new Container { Name = "c", Image = "busybox" }] } } },
            },
        };
        var cron = new CronJobStrategy().PrepareForCreate(
            new CronJob { Metadata = new ObjectMeta { Name = "report" }, Spec = change?.Invoke(spec) ?? spec }, new CreateContext(Guid.NewGuid().ToString(), Start, "default"));
        var written = (WriteResult.Written)(await flows.Store.WriteAsync([ObjectWrites.Create(ResourceTypes.CronJobs, cron)]))[0];
        await flows.Services.Reactions.CreatedAsync(KubeTypes.Read<CronJob>(written.Object), CancellationToken.None);
    }

    private static async Task<CronJob> CronAsync(Flows flows) => (await flows.Store.GetAsync<CronJob>(ResourceTypes.CronJobs, "default", "report"))!;

    private static async Task<IReadOnlyList<Job>> JobsAsync(Flows flows) =>
        [.. (await flows.Store.ListAllAsync(new ListQuery { Resource = ResourceTypes.Jobs.Resource }).ToListAsync()).Select(KubeTypes.Read<Job>)];

    private static async Task<IReadOnlyList<string>> ReasonsAsync(Flows flows) =>
        [.. (await flows.Store.ListAllAsync(new ListQuery { Resource = ResourceTypes.Events.Resource }).ToListAsync())
            .Select(KubeTypes.Read<Event>).Where(one => one.InvolvedObject?.Kind == "CronJob").Select(one => one.Reason!)];

    private async Task<Flows> OpenAsync(Func<Pod, string?> script)
    {
        var flows = await Flows.OpenAsync(script, clock: clock);
        await flows.Store.WriteAsync(
            [ObjectWrites.Create(ResourceTypes.Namespaces, new Namespace { Metadata = new ObjectMeta { Name = "default", Uid = Guid.NewGuid().ToString() } })]);
        return flows;
    }

    /// <summary>Lets time pass, and waits until the CronJob is as wanted.</summary>
    private async Task PassAsync(Flows flows, TimeSpan time, Func<CronJob, bool> wanted)
    {
        clock.Advance(time);
        await UntilAsync(flows, wanted);
    }

    private static async Task UntilAsync(Flows flows, Func<CronJob, bool> wanted)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var watch = await flows.Store.WatchAsync(ResourceTypes.CronJobs.Resource, "default", flows.Store.Revision, deadline.Token);
        while (!wanted(await CronAsync(flows)))
        {
            await watch.NextAsync(deadline.Token);
        }
    }
}
