using JobFlows.Domain.Batch;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Durable;

namespace JobFlows.Workflows.Cron;

/// <summary>Tells the orchestrations of CronJobs what has changed.</summary>
public sealed class CronReactions(IOrchestrationClient orchestrations)
{
    /// <summary>A CronJob was created, changed or deleted, or may have been while nobody looked.</summary>
    public async Task ChangedAsync(CronJob cron, CancellationToken cancellation)
    {
        var order = new CronOrder(cron.Metadata.Namespace ?? "", cron.Metadata.Name ?? "", cron.Metadata.Uid ?? "");
        await orchestrations.StartAsync(CronOrchestrator.Name, order.InstanceId, order, cancellation);
        await orchestrations.RaiseEventAsync(order.InstanceId, CronSignal.Name, new CronSignal(), cancellation);
    }

    /// <summary>A Job has finished or gone, or was changed by a client: its CronJob, if it has one, is told.</summary>
    public async Task ChildChangedAsync(Job job, CancellationToken cancellation)
    {
        if (job.Metadata.OwnerReferences?.FirstOrDefault(owner => owner.Controller == true && owner.Kind == ResourceTypes.CronJobs.Kind)?.Uid is { } uid)
        {
            await orchestrations.RaiseEventAsync(CronOrder.InstanceOf(uid), CronSignal.Name, new CronSignal(), cancellation);
        }
    }
}
