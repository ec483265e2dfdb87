using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Jobs;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Pods;
using JobFlows.Workflows.Changes;
using JobFlows.Workflows.Cron;
using JobFlows.Workflows.Durable;
using JobFlows.Workflows.Events;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;

namespace JobFlows.Workflows.Jobs;

/// <summary>What a Job's orchestration has done for it. Every part can be repeated: pods are known by UIDs that follow from their ordinal.</summary>
public sealed class JobActivities(
    IObjectStore store, PodService pods, PodOwnership ownership, CronReactions crons, IDeletion deletion, EventRecorder events, IOrchestrationClient orchestrations, JobStarts starts, TimeProvider clock)
{
    /// <summary>The name of <see cref="CarryOutAsync"/>.</summary>
    public const string CarryOut = "carry-out";

    /// <summary>The name of <see cref="LookAtPodsAsync"/>.</summary>
    public const string LookAtPods = "look-at-pods";

    /// <summary>The name of <see cref="AdoptPodsAsync"/>.</summary>
    public const string AdoptPods = "adopt-pods";

    /// <summary>The name of <see cref="OrderShardsAsync"/>.</summary>
    public const string OrderShards = "order-shards";

    /// <summary>Gives pods to shards, starting the orchestrations of those that aren't running.</summary>
    /// <param name="orders">An order for each shard.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<JobOutcome> OrderShardsAsync(IReadOnlyList<JobOrder> orders, CancellationToken cancellation)
    {
        await Task.WhenAll(orders.Select(order => OrderShardAsync(order, cancellation)));
        return new JobOutcome();
    }

    /// <summary>Makes and starts pods, stops pods, writes the status, lets counted pods go, records events: see <see cref="JobWork"/>.</summary>
    public async Task<JobOutcome> CarryOutAsync(JobOrder order, CancellationToken cancellation)
    {
        var outcome = new JobOutcome();
        var work = order.Work;
        var job = await store.GetAsync<Job>(ResourceTypes.Jobs, order.Namespace, order.Name, cancellation);
        if (job?.Metadata.Uid != order.Uid)
        {
            await pods.ReleaseAsync(order.Namespace, work.Release, counting: null, [], cancellation);
            starts.Started(order.Uid);
            return outcome with { Gone = true };
        }

        if (work.Start.Count > 0)
        {
            var now = clock.GetUtcNow();
            var (refused, present) = await pods.CreateAsync(work.Start.Select(seed => InShard(PodFactory.Create(job, seed, now), order.Shard)).ToList(), cancellation);
            outcome = outcome with
            {
                NotStarted = refused.Select(one => new PodHandle(one.Pod.Metadata.Name!, one.Pod.Metadata.Uid!)).ToList(),
                NotStartedBecause = refused.Count > 0 ? refused[0].Why : null,
                Observed = present,
            };
        }

        if (work.Stop.Count > 0)
        {
            var gone = await pods.StopAsync(order.Namespace, work.Stop, grace: null, release: false, cancellation);
            outcome = outcome with { Observed = [.. outcome.Observed, .. gone] };
        }

        var refusedUids = outcome.NotStarted.Select(pod => pod.Uid).ToHashSet();
        var records = await events.PrepareAsync(Happenings(job, work, refusedUids), cancellation);
        var counting = work.Status is not { } status ? null : new JobChange(
            new ObjectKey(ResourceTypes.Jobs.Resource, order.Namespace, order.Name),
            current => current.Metadata.Uid == order.Uid ? current with { Status = JobStatuses.Merge(current.Status, status) } : null);
        var left = await pods.ReleaseAsync(order.Namespace, work.Release, counting, records, cancellation);
        outcome = outcome with { Observed = [.. outcome.Observed, .. left] };
        if (JobConditions.Finished(work.Status?.Conditions ?? []) is not null)
        {
            await crons.ChildChangedAsync(job, cancellation);
        }

        starts.Started(order.Uid);
        if (work.DeleteJob)
        {
            await deletion.DeleteAsync(
                ResourceTypes.Jobs,
                ObjectWrites.KeyOf(ResourceTypes.Jobs, job),
                new DeleteOptions { PropagationPolicy = "Foreground", Preconditions = new Preconditions { Uid = order.Uid } },
                cancellation);
        }

        return outcome;
    }

    /// <summary>Adopts the pods that match a Job whose user chose the selector: they may have been there before it.</summary>
    public async Task<JobOutcome> AdoptPodsAsync(JobOrder order, CancellationToken cancellation)
    {
        var job = await store.GetAsync<Job>(ResourceTypes.Jobs, order.Namespace, order.Name, cancellation);
        return job?.Metadata.Uid == order.Uid
            ? new JobOutcome { Adopted = await ownership.AdoptMatchingAsync(job, cancellation) }
            : new JobOutcome { Gone = true };
    }

    /// <summary>Looks at all pods that the Job has not let go yet, or that haven't ended.</summary>
    public async Task<JobOutcome> LookAtPodsAsync(JobOrder order, CancellationToken cancellation)
    {
        var job = await store.GetAsync<Job>(ResourceTypes.Jobs, order.Namespace, order.Name, cancellation);
        return new JobOutcome
        {
            Gone = job?.Metadata.Uid != order.Uid,
            Observed = [.. (await pods.UnsettledAsync(order.Uid, cancellation)).Select(pod => PodObservations.Of(pod))],
        };
    }

    private async Task OrderShardAsync(JobOrder order, CancellationToken cancellation)
    {
        var instance = JobInstance.Shard(order.Uid, order.Shard!.Value);
        await orchestrations.StartAsync(ShardOrchestrator.Name, instance, new ShardState { Job = order with { Work = JobWork.None } }, cancellation);
        await orchestrations.RaiseEventAsync(instance, JobSignal.Name, new JobSignal { Start = order.Work.Start }, cancellation);
    }

    private static Pod InShard(Pod pod, long? shard) => shard is not { } number ? pod : pod with
    {
        Metadata = pod.Metadata with
        {
            Annotations = new Dictionary<string, string>(pod.Metadata.Annotations ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal)
            {
                [PodService.ShardAnnotation] = number.ToString(),
            },
        },
    };

    private static IEnumerable<Happening> Happenings(Job job, JobWork work, HashSet<string> refusedUids)
    {
        var subject = EventSubject.Of(ResourceTypes.Jobs, job.Metadata.Namespace!, job.Metadata.Name!, job.Metadata.Uid!);
        var refusedNames = work.Start.Where(seed => refusedUids.Contains(seed.Uid)).Select(seed => seed.Name).ToList();
        return work.Notices
            .Where(notice => !refusedNames.Any(name => notice.Reason == "SuccessfulCreate" && notice.Message.EndsWith(name, StringComparison.Ordinal)))
            .Select(notice => new Happening(subject, "job-controller", notice.Type, notice.Reason, notice.Message));
    }
}
