using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Bootstrap;
using JobFlows.Workflows.Changes;
using JobFlows.Workflows.Cron;
using JobFlows.Workflows.Durable;
using JobFlows.Workflows.Jobs;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;

namespace JobFlows.Workflows.Deletion;

/// <inheritdoc cref="IDeletion"/>
/// <remarks>An owner's collection is ordered before its deletion is committed: a crash between the two leaves an order that lapses, never
/// dependents that nobody collects.</remarks>
public sealed class DeletionService(
    IObjectStore store, PodService pods, JobReactions jobs, CronReactions crons, NamespaceEquipment equipment, IOrchestrationClient orchestrations, TimeProvider clock)
    : IDeletion
{
    /// <inheritdoc/>
    public async Task<DeleteResult> DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellation = default)
    {
        var ordered = false;
        while (true)
        {
            if (await store.GetAsync(key, cancellation) is not { } stored)
            {
                return new DeleteResult.NotFound();
            }

            if (type == ResourceTypes.Namespaces && Bootstrap.Bootstrap.IsProtected(key.Name))
            {
                return new DeleteResult.Forbidden("this namespace may not be deleted");
            }

            if (Violated(stored, options.Preconditions) is { } message)
            {
                return new DeleteResult.PreconditionFailed(message);
            }

            var before = KubeTypes.Read(stored);
            var after = Marked(before, options, clock.GetUtcNow());
            var write = after is null ? null : ObjectWrites.Update(type, after);
            if (options.DryRun is { Count: > 0 } || write is null)
            {
                return write is ObjectWrite.Delete ? new DeleteResult.Deleted(stored) : new DeleteResult.Marked(stored);
            }

            if (!ordered && await MayOwnAsync(type, stored.Uid, cancellation))
            {
                var order = new CollectOrder(key, stored.Uid, options.PropagationPolicy ?? Propagation.Background, clock.GetUtcNow());
                await orchestrations.StartAsync(CollectOrchestrator.Name, order.InstanceId, order, cancellation);
                ordered = true;
            }

            switch ((await store.WriteAsync([write], cancellation))[0])
            {
                case WriteResult.Written(var written):
                    var gone = write is ObjectWrite.Delete;
                    await FollowUpAsync(KubeTypes.Read(written), gone, cancellation);
                    return gone ? new DeleteResult.Deleted(written) : new DeleteResult.Marked(written);
                case WriteResult.NotFound:
                    return new DeleteResult.NotFound();
            }
        }
    }

    /// <summary>Pods come and go in numbers, and hardly any is an owner; events are none.</summary>
    private async ValueTask<bool> MayOwnAsync(ResourceType type, string uid, CancellationToken cancellation) =>
        type == ResourceTypes.Pods
            ? (await store.ListAsync(OwnerLink.Query(uid) with { Limit = 1 }, cancellation)).Items.Count > 0
            : type != ResourceTypes.Events;

    /// <summary>The object as it is to be stored, marked for deletion; null when it is marked already and nothing changes.</summary>
    private static KubeObject? Marked(KubeObject value, DeleteOptions options, DateTimeOffset now)
    {
        var finalizers = Propagation.Finalizers(value.Metadata.Finalizers, value is Pod ? null : options.PropagationPolicy);
        if (value is Pod pod)
        {
            var grace = options.GracePeriodSeconds is { } seconds ? Durations.Seconds(seconds) : (TimeSpan?)null;
            return PodService.MarkDeleted(pod, grace, now);
        }

        if (value.Metadata.DeletionTimestamp is not null && finalizers.SequenceEqual(value.Metadata.Finalizers ?? []))
        {
            return null;
        }

        var marked = value with
        {
            Metadata = value.Metadata with
            {
                DeletionTimestamp = value.Metadata.DeletionTimestamp ?? now,
                DeletionGracePeriodSeconds = 0,
                Finalizers = finalizers.Count > 0 ? finalizers : null,
            },
        };
        return marked switch
        {
            Namespace space => space with { Status = new NamespaceStatus { Phase = "Terminating" } },
            Job job when finalizers.Count > 0 => job with { Metadata = job.Metadata with { Generation = (job.Metadata.Generation ?? 0) + 1 } },
            _ => marked,
        };
    }

    private static string? Violated(StoredObject stored, Preconditions? wanted)
    {
        if (wanted?.Uid is { } uid && uid != stored.Uid)
        {
            return $"Precondition failed: UID in precondition: {uid}, UID in object meta: {stored.Uid}";
        }

        return wanted?.ResourceVersion is { } revision && revision != stored.Revision.ToString()
            ? $"Precondition failed: ResourceVersion in precondition: {revision}, ResourceVersion in object meta: {stored.Revision}"
            : null;
    }

    private async Task FollowUpAsync(KubeObject value, bool gone, CancellationToken cancellation)
    {
        switch (value)
        {
            case Job job when gone:
                await jobs.GoneAsync(value.Metadata.Uid!, cancellation);
                await crons.ChildChangedAsync(job, cancellation);
                break;
            case CronJob cron:
                await crons.ChangedAsync(cron, cancellation);
                break;
            case Job job:
                await jobs.ChangedAsync(job, cancellation);
                break;
            case Pod pod:
                await pods.ChangedAsync(pod, gone, cancellation);
                if (!gone)
                {
                    await pods.Runtime.StopAsync(PodService.RefOf(pod), Durations.Seconds(pod.Metadata.DeletionGracePeriodSeconds ?? 0), cancellation);
                }

                break;
            case ConfigMap or ServiceAccount when gone:
                await equipment.RestoreAsync(value, cancellation);
                break;
        }
    }
}
