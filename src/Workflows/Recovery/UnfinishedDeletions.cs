using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Pods;
using JobFlows.Workflows.Deletion;
using JobFlows.Workflows.Durable;
using JobFlows.Workflows.Objects;

namespace JobFlows.Workflows.Recovery;

/// <summary>Goes on with deletions that the objects show to be under way: owners that wait for their dependents, namespaces that empty, and objects
/// whose controller is gone.</summary>
public sealed class UnfinishedDeletions(IObjectStore store, IOrchestrationClient orchestrations, TimeProvider clock)
{
    private static readonly IReadOnlyList<ResourceType> Owners =
        [ResourceTypes.Namespaces, ResourceTypes.CronJobs, ResourceTypes.Jobs, ResourceTypes.Pods, ResourceTypes.ConfigMaps, ResourceTypes.Secrets];

    /// <summary>Has collected what is to go. What is being collected already is left to it.</summary>
    public async Task ResumeAsync(CancellationToken cancellation)
    {
        var owners = new OwnerLookup(store);
        foreach (var type in Owners)
        {
            await foreach (var stored in store.ListAllAsync(new ListQuery { Resource = type.Resource }, cancellation))
            {
                var value = KubeTypes.Read(stored);
                if (value.Metadata.DeletionTimestamp is not null && (value is Namespace || Propagation.Of(value) is not null))
                {
                    await CollectAsync(stored.Key, stored.Uid, Propagation.Of(value) ?? Propagation.Background, cancellation);
                }

                if (value.Metadata.OwnerReferences?.FirstOrDefault(owner => owner.Controller == true) is { } controller
                    && OwnerLink.KeyOf(controller, stored.Key.Namespace) is { } key
                    && await owners.OfAsync(controller, stored.Key.Namespace, cancellation) == OwnerState.Gone)
                {
                    await CollectAsync(key, controller.Uid ?? "", Propagation.Background, cancellation);
                }
            }
        }
    }

    private async Task CollectAsync(ObjectKey owner, string uid, string propagation, CancellationToken cancellation)
    {
        var order = new CollectOrder(owner, uid, propagation, clock.GetUtcNow());
        await orchestrations.StartAsync(CollectOrchestrator.Name, order.InstanceId, order, cancellation);
    }
}
