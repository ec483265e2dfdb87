using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Jobs;
using JobFlows.Domain.Pods;
using JobFlows.Workflows.Durable;
using JobFlows.Workflows.Jobs;
using JobFlows.Workflows.Pods;

namespace JobFlows.Workflows.Recovery;

/// <summary>Takes Jobs up again after a start. An orchestration that runs is told what there is; one that is missing begins with it.</summary>
public sealed class JobRecovery(PodService pods, IOrchestrationClient orchestrations, JobOrchestratorOptions options, TimeProvider clock)
{
    /// <summary>Takes a Job up again, unless nothing can happen to it any more.</summary>
    public async Task ResumeAsync(Job job, CancellationToken cancellation)
    {
        if (!JobReactions.IsOurs(job) || IsAtRest(job))
        {
            return;
        }

        var snapshot = JobSnapshot.From(job);
        var instance = JobInstance.Of(snapshot.Uid);
        var own = await pods.UnsettledAsync(snapshot.Uid, cancellation);
        await ResumeShardsAsync(snapshot, own, cancellation);
        await orchestrations.StartAsync(JobOrchestrator.Name, instance, JobCourse.Resume(snapshot, [.. own.OrderBy(Rank).Select(PodClaims.Adoption)], NewOrdinal()), cancellation);

        // Read again: what pods reported before there was anybody to tell is in the store by now.
        var now = await pods.UnsettledAsync(snapshot.Uid, cancellation);
        await orchestrations.RaiseEventAsync(instance, JobSignal.Name, new JobSignal { Changed = snapshot, Pods = Observe(now) }, cancellation);
        foreach (var shard in now.Where(PodService.IsFinished).GroupBy(PodService.ShardOf))
        {
            if (shard.Key is { } number)
            {
                await orchestrations.RaiseEventAsync(JobInstance.Shard(snapshot.Uid, number), JobSignal.Name, new JobSignal { Pods = Observe(shard) }, cancellation);
            }
        }
    }

    private static IReadOnlyList<PodObservation> Observe(IEnumerable<Pod> some) => [.. some.Select(pod => PodObservations.Of(pod))];

    private static bool IsAtRest(Job job) =>
        job.Spec?.TtlSecondsAfterFinished is null
        && job.Status?.Conditions?.Any(condition => condition is { Type: "Complete" or "Failed", Status: "True" }) == true;

    /// <summary>Of several pods for one index the first keeps it: one that is done, or else that runs. One that is going keeps it only until its replacement is due.</summary>
    private static int Rank(Pod pod) => pod switch
    {
        _ when PodService.IsFinished(pod) => 0,
        { Metadata.DeletionTimestamp: not null } => 1,
        { Status.Phase: PodPhases.Running } => 2,
        _ => 3,
    };

    /// <summary>Pods that a shard watches are watched by it again. It is given no more: ordinals go on in other shards.</summary>
    private async Task ResumeShardsAsync(JobSnapshot job, IReadOnlyList<Pod> own, CancellationToken cancellation)
    {
        foreach (var shard in own.Where(pod => !PodService.IsFinished(pod)).GroupBy(PodService.ShardOf))
        {
            if (shard.Key is { } number)
            {
                var state = new ShardState
                {
                    Job = new JobOrder(job.Namespace, job.Name, job.Uid, JobWork.None, number),
                    Live = [.. shard.Select(pod => pod.Metadata.Uid!).Order(StringComparer.Ordinal)],
                    Closed = true,
                };
                await orchestrations.StartAsync(ShardOrchestrator.Name, JobInstance.Shard(job.Uid, number), state, cancellation);
            }
        }
    }

    /// <summary>Microseconds since 1970, up to the next shard: no Job makes pods so fast that it would get there by counting.</summary>
    private long NewOrdinal()
    {
        var now = (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        return (now / options.ShardSize * options.ShardSize) + options.ShardSize;
    }
}
