using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Bootstrap;
using JobFlows.Workflows.Cron;
using JobFlows.Workflows.Deletion;
using JobFlows.Workflows.Jobs;
using JobFlows.Workflows.Pods;

namespace JobFlows.Workflows.Changes;

/// <inheritdoc cref="IObjectReactions"/>
public sealed class ObjectReactions(JobReactions jobs, CronReactions crons, PodService pods, PodOwnership ownership, DanglingOwners dangling, NamespaceEquipment equipment) : IObjectReactions
{
    /// <inheritdoc/>
    public async Task CreatedAsync(KubeObject created, CancellationToken cancellation)
    {
        await (created switch
        {
            Job job => CreatedAsync(job, cancellation),
            CronJob cron => crons.ChangedAsync(cron, cancellation),
            Pod pod => CreatedAsync(pod, cancellation),
            Namespace @namespace => equipment.EquipAsync(@namespace.Metadata.Name!, cancellation),
            _ => Task.CompletedTask,
        });
        await dangling.CheckAsync(before: null, created, cancellation);
    }

    /// <inheritdoc/>
    public async Task UpdatedAsync(KubeObject before, KubeObject after, CancellationToken cancellation)
    {
        await (after switch
        {
            Job job => UpdatedAsync(job, cancellation),
            CronJob cron => crons.ChangedAsync(cron, cancellation),
            Pod pod => UpdatedAsync((Pod)before, pod, cancellation),
            Node node => pods.UseNodeAsync(node, cancellation),
            _ when NamespaceEquipment.Includes(after) => equipment.RestoreAsync(after, cancellation),
            _ => Task.CompletedTask,
        });
        await dangling.CheckAsync(before, after, cancellation);
    }

    private async Task CreatedAsync(Job job, CancellationToken cancellation)
    {
        await jobs.CreatedAsync(job, cancellation);
        await crons.ChildChangedAsync(job, cancellation);
    }

    private async Task UpdatedAsync(Job job, CancellationToken cancellation)
    {
        await jobs.ChangedAsync(job, cancellation);
        await crons.ChildChangedAsync(job, cancellation);
    }

    private async Task CreatedAsync(Pod pod, CancellationToken cancellation)
    {
        await ownership.SettleAsync(pod, before: null, cancellation);
        await pods.BindAsync(pod, cancellation);
    }

    private async Task UpdatedAsync(Pod before, Pod pod, CancellationToken cancellation)
    {
        var gone = !Objects.ObjectWrites.IsHeld(pod);
        await pods.ChangedAsync(pod, gone, cancellation);
        if (!gone)
        {
            await ownership.SettleAsync(pod, before, cancellation);
            await pods.RelabelledAsync(before, pod, cancellation);
            if (before.Spec?.SchedulingGates is { Count: > 0 } && pod.Spec?.SchedulingGates is not { Count: > 0 })
            {
                await pods.BindAsync(pod, cancellation);
            }
        }
    }
}
