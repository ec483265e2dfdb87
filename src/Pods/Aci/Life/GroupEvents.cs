using System.Globalization;
using JobFlows.Pods.Aci.Groups;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Aci.Life;

/// <summary>What Azure tells of a group's life, as events of the pod. The names are a kubelet's: Pulling, Pulled, Created, Started, Killing.</summary>
internal static class GroupEvents
{
    private const string Insufficient = "InsufficientCapacity";

    /// <summary>The events that have not been told, oldest first; from now on they have.</summary>
    /// <param name="group">The group.</param>
    /// <param name="told">What has been told.</param>
    public static IReadOnlyList<PodEvent> New(GroupView group, HashSet<string> told)
    {
        var all = Tagged(group.InstanceView?.Events, null)
            .Concat(group.InitContainers.SelectMany(container => Tagged(container.Properties?.InstanceView?.Events, $"spec.initContainers{{{container.Name}}}")))
            .Concat(group.Containers.SelectMany(container => Tagged(container.Properties?.InstanceView?.Events, $"spec.containers{{{container.Name}}}")));
        return
        [
            .. all.Where(one => told.Add(string.Create(CultureInfo.InvariantCulture, $"{one.Field} {one.What.Name} {one.What.LastTimestamp:O} {one.What.Count} {one.What.Message}")))
                .OrderBy(one => one.What.LastTimestamp)
                .Select(one => new PodEvent(one.What.Type == "Warning" ? "Warning" : "Normal", Reason(one.What.Name!), one.What.Message ?? string.Empty, one.Field)),
        ];
    }

    /// <summary>Why a group was not made, for people.</summary>
    public static string WhyFailed(GroupView group)
    {
        var said = (group.InstanceView?.Events ?? []).Concat(group.Containers.SelectMany(container => container.Properties?.InstanceView?.Events ?? []))
            .OrderBy(what => what.LastTimestamp)
            .LastOrDefault(what => what.Type == "Warning" || what.Name?.StartsWith(Insufficient, StringComparison.Ordinal) == true || what.Name?.StartsWith("Failed", StringComparison.Ordinal) == true);
        return said is null ? $"the container group could not be made: its provisioning state is {group.ProvisioningState}" : $"{Reason(said.Name ?? group.ProvisioningState)}: {said.Message}";
    }

    /// <summary>What a group that runs nothing yet waits for, for people.</summary>
    public static string WhyWaiting(GroupView group) =>
        group.InitContainers.Concat(group.Containers).FirstOrDefault(container => container.Properties?.InstanceView?.CurrentState?.DetailStatus is { Length: > 0 }) is { } container
            ? $"container {container.Name} waits: {container.Properties!.InstanceView!.CurrentState!.DetailStatus}"
            : "its containers have not started";

    private static IEnumerable<(GroupEvent What, string? Field)> Tagged(IReadOnlyList<GroupEvent>? events, string? field) =>
        (events ?? []).Where(what => what.Name is { Length: > 0 }).Select(what => (what, field));

    // Azure writes some with a full stop.
    private static string Reason(string name) => name.TrimEnd('.');
}
