using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.Aci.Arm;
using JobFlows.Pods.Aci.Groups;
using JobFlows.Workflows.Objects;

namespace JobFlows.Pods.Aci.Life;

/// <summary>Deletes the groups of this server whose pods have ended or are gone: what a crash between the two left, which would cost money for ever.</summary>
internal sealed class OrphanSweep(ContainerGroups groups, IObjectStore store, string server)
{
    /// <summary>Does it once.</summary>
    /// <param name="isCaredFor">Whether somebody looks after the pod with this UID.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task RunAsync(Func<string, bool> isCaredFor, CancellationToken cancellation)
    {
        // The groups first: one that is made after this belongs to a pod that is stored by then.
        var mine = await groups.ListAsync(GroupName.Owner, server, cancellation);
        if (mine.Count == 0)
        {
            return;
        }

        var alive = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await foreach (var stored in store.ListAllAsync(new ListQuery { Resource = ResourceTypes.Pods.Resource }, cancellation))
        {
            if (KubeTypes.Read<Pod>(stored).Status?.Phase is not ("Succeeded" or "Failed"))
            {
                alive.Add(stored.Uid);
            }
        }

        foreach (var group in mine)
        {
            if (group.Tags.GetValueOrDefault(GroupName.Uid) is { } uid && !group.IsGoing && !alive.Contains(uid) && !isCaredFor(uid))
            {
                await groups.DeleteAsync(group.Name, cancellation);
            }
        }
    }
}
