using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Cron;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Strategies;
using JobFlows.Workflows.Changes;
using JobFlows.Workflows.Events;
using JobFlows.Workflows.Jobs;
using JobFlows.Workflows.Objects;

namespace JobFlows.Workflows.Cron;

/// <summary>One look at a CronJob and its Jobs, and what follows from it. Repeating it does no harm: a time's Job has a name and UID that follow from it.</summary>
public sealed class CronActivity(IObjectStore store, IDeletion deletion, JobReactions jobs, EventRecorder events, TimeProvider clock)
{
    /// <summary>The activity's name.</summary>
    public const string Name = "look-after-cron";

    private static readonly JobStrategy Strategy = new();

    /// <summary>Does what is to be done now.</summary>
    public async Task<CronOutcome> RunAsync(CronOrder order, CancellationToken cancellation)
    {
        var cron = await store.GetAsync<CronJob>(ResourceTypes.CronJobs, order.Namespace, order.Name, cancellation);
        if (cron?.Metadata.Uid != order.Uid)
        {
            return new CronOutcome(Gone: true, WakeAt: null);
        }

        var now = clock.GetUtcNow();
        var decision = CronDecider.Decide(cron, await ChildrenAsync(order, cancellation), now);
        foreach (var job in decision.Delete)
        {
            await deletion.DeleteAsync(
                ResourceTypes.Jobs,
                ObjectWrites.KeyOf(ResourceTypes.Jobs, job),
                new DeleteOptions { PropagationPolicy = "Background", Preconditions = new Preconditions { Uid = job.Metadata.Uid } },
                cancellation);
        }

        var (status, notices) = (decision.Status, decision.Notices.ToList());
        if (decision.Start is { } time && await IsOpenAsync(order.Namespace, cancellation))
        {
            var (started, notice) = await StartAsync(cron, time, now, cancellation);
            status = started is null ? status : CronDecider.Started(status, started, time);
            notices.AddRange(notice is null ? [] : [notice]);
        }

        await RecordAsync(cron, status, notices, cancellation);
        return new CronOutcome(Gone: false, CronDecider.WakeAt(cron with { Status = status }, now));
    }

    private async Task<IReadOnlyList<Job>> ChildrenAsync(CronOrder order, CancellationToken cancellation)
    {
        var children = new List<Job>();
        await foreach (var stored in store.ListAllAsync(new ListQuery { Resource = ResourceTypes.Jobs.Resource, Namespace = order.Namespace, Owner = order.Uid }, cancellation))
        {
            children.Add(KubeTypes.Read<Job>(stored));
        }

        return children;
    }

    private async Task<bool> IsOpenAsync(string @namespace, CancellationToken cancellation) =>
        await store.GetAsync<Namespace>(ResourceTypes.Namespaces, "", @namespace, cancellation) is { Metadata.DeletionTimestamp: null };

    /// <returns>The Job, if it is there and the CronJob's own, and what to say about it.</returns>
    private async Task<(Job? Job, CronNotice? Notice)> StartAsync(CronJob cron, DateTimeOffset time, DateTimeOffset now, CancellationToken cancellation)
    {
        var wanted = CronChild.Create(cron, time);
        var name = wanted.Metadata.Name!;
        var job = Strategy.PrepareForCreate(wanted, new CreateContext(CronChild.UidOf(cron, name), now, cron.Metadata.Namespace));
        if (Strategy.Validate(job) is { Count: > 0 } errors)
        {
            return (null, CronNotice.FailedCreate($"Job.batch \"{name}\" is invalid: {errors[0]}"));
        }

        switch ((await store.WriteAsync([ObjectWrites.Create(ResourceTypes.Jobs, job)], cancellation))[0])
        {
            case WriteResult.Written(var stored):
                var created = KubeTypes.Read<Job>(stored);
                await jobs.CreatedAsync(created, cancellation);
                return (created, CronNotice.Created(name));
            case WriteResult.AlreadyExists(var uid) when uid == job.Metadata.Uid
                && await store.GetAsync<Job>(ResourceTypes.Jobs, cron.Metadata.Namespace ?? "", name, cancellation) is { } present:
                // Stored just before a crash: its orchestration may not have been started.
                await jobs.ChangedAsync(present, cancellation);
                return (present, null);
            default:
                return (null, null);
        }

    }

    private async Task RecordAsync(CronJob cron, CronJobStatus status, IReadOnlyList<CronNotice> notices, CancellationToken cancellation)
    {
        var subject = EventSubject.Of(ResourceTypes.CronJobs, cron.Metadata.Namespace!, cron.Metadata.Name!, cron.Metadata.Uid!);
        var records = await events.PrepareAsync(
            notices.Select(notice => new Happening(subject, "cronjob-controller", notice.Type, notice.Reason, notice.Message)), cancellation);
        await store.ChangeAsync<CronJob>(
            [ObjectWrites.KeyOf(ResourceTypes.CronJobs, cron)],
            current => current.Metadata.Uid == cron.Metadata.Uid && !SameStatus(current.Status, status) ? current with { Status = status } : null,
            records,
            cancellation: cancellation);
    }

    private static bool SameStatus(CronJobStatus? one, CronJobStatus other) =>
        one is not null
        && (one.LastScheduleTime, one.LastSuccessfulTime) == (other.LastScheduleTime, other.LastSuccessfulTime)
        && (one.Active ?? []).Select(reference => reference.Uid).SequenceEqual((other.Active ?? []).Select(reference => reference.Uid));
}
