using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Jobs;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Cron;
using JobFlows.Workflows.Deletion;
using JobFlows.Workflows.Durable;
using JobFlows.Workflows.Jobs;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;

namespace JobFlows.Workflows.Recovery;

/// <summary>
/// Brings everything level again after a start: whatever was lost between a commit and what should have followed it. Pods are taken up again by
/// the runtime, Jobs are told of themselves and of their pods, CronJobs are looked at, and so are the owners that clients have named.
/// </summary>
public sealed class Recovery(IObjectStore store, PodService pods, PodOwnership ownership, CronReactions crons, DanglingOwners dangling, IOrchestrationClient orchestrations)
{
    private const int BatchSize = 200;

    /// <summary>Looks at every Job and every pod once. Repeating it does no harm.</summary>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        await foreach (var stored in store.ListAllAsync(new ListQuery { Resource = ResourceTypes.Nodes.Resource }, cancellation))
        {
            await pods.UseNodeAsync(KubeTypes.Read<Node>(stored), cancellation);
        }

        var unsettled = await ResumePodsAsync(cancellation);
        await foreach (var stored in store.ListAllAsync(new ListQuery { Resource = ResourceTypes.Jobs.Resource }, cancellation))
        {
            var job = KubeTypes.Read<Job>(stored);
            if (JobReactions.IsOurs(job) && !IsAtRest(job))
            {
                var snapshot = JobSnapshot.From(job);
                var instance = JobInstance.Of(snapshot.Uid);
                var seen = await pods.ObserveAsync(snapshot.Uid, cancellation);
                await orchestrations.StartAsync(JobOrchestrator.Name, instance, JobCourse.Begin(snapshot), cancellation);
                await orchestrations.RaiseEventAsync(instance, JobSignal.Name, new JobSignal { Changed = snapshot, Pods = seen }, cancellation);
            }
        }

        foreach (var pod in unsettled)
        {
            await ownership.SettleAsync(pod, before: null, cancellation);
        }

        await foreach (var stored in store.ListAllAsync(new ListQuery { Resource = ResourceTypes.CronJobs.Resource }, cancellation))
        {
            await crons.ChangedAsync(KubeTypes.Read<CronJob>(stored), cancellation);
        }

        await dangling.SweepAsync(cancellation);
    }

    private static bool IsAtRest(Job job) =>
        job.Spec?.TtlSecondsAfterFinished is null
        && job.Status?.Conditions?.Any(condition => condition is { Type: "Complete" or "Failed", Status: "True" }) == true;

    /// <returns>The pods of which it isn't plain whom they belong to.</returns>
    private async Task<IReadOnlyList<Pod>> ResumePodsAsync(CancellationToken cancellation)
    {
        var batch = new List<Pod>();
        var stop = new List<Pod>();
        var unsettled = new List<Pod>();
        var unfinished = new List<Pod>();
        await foreach (var stored in store.ListAllAsync(new ListQuery { Resource = ResourceTypes.Pods.Resource }, cancellation))
        {
            var pod = KubeTypes.Read<Pod>(stored);
            if (pod.Metadata.DeletionTimestamp is not null)
            {
                stop.Add(pod);
            }

            if (!PodOwnership.IsPlain(pod))
            {
                unsettled.Add(pod);
            }

            if (!PodService.IsFinished(pod))
            {
                unfinished.Add(pod);
                if (string.IsNullOrEmpty(pod.Spec?.NodeName))
                {
                    continue;
                }

                batch.Add(pod);
                if (batch.Count == BatchSize)
                {
                    await pods.Runtime.StartAsync(batch, cancellation);
                    batch = [];
                }
            }
        }

        await pods.Runtime.StartAsync(batch, cancellation);
        await pods.ResumeAsync(unfinished, cancellation);
        foreach (var pod in stop)
        {
            await pods.Runtime.StopAsync(PodService.RefOf(pod), Durations.Seconds(pod.Metadata.DeletionGracePeriodSeconds ?? 0), cancellation);
        }

        return unsettled;
    }
}
