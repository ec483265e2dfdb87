using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Cron;
using JobFlows.Workflows.Deletion;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;

namespace JobFlows.Workflows.Recovery;

/// <summary>
/// Brings everything level again after a start: whatever was lost between a commit and what should have followed it. Pods are taken up again by
/// the runtime, Jobs are told of themselves and of their pods, CronJobs are looked at, and so are deletions and the owners that objects name.
/// An engine that knows nothing begins with the objects: docs/adr/0011-beginning-with-the-objects.md.
/// </summary>
public sealed class Recovery(IObjectStore store, PodService pods, PodOwnership ownership, JobRecovery jobs, CronReactions crons, DanglingOwners dangling, UnfinishedDeletions deletions)
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
            await jobs.ResumeAsync(KubeTypes.Read<Job>(stored), cancellation);
        }

        foreach (var pod in unsettled)
        {
            await ownership.SettleAsync(pod, before: null, cancellation);
        }

        await foreach (var stored in store.ListAllAsync(new ListQuery { Resource = ResourceTypes.CronJobs.Resource }, cancellation))
        {
            await crons.ChangedAsync(KubeTypes.Read<CronJob>(stored), cancellation);
        }

        await deletions.ResumeAsync(cancellation);
        await dangling.SweepAsync(cancellation);
    }

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
