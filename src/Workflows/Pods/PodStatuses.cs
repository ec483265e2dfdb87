using JobFlows.Domain.Core;

namespace JobFlows.Workflows.Pods;

/// <summary>Puts a reported pod status in place of the stored one.</summary>
internal static class PodStatuses
{
    private static readonly HashSet<string> Runtimes = new(
        ["PodScheduled", "PodReadyToStartContainers", "Initialized", "ContainersReady", "Ready"], StringComparer.Ordinal);

    /// <summary><paramref name="reported"/>, with what only the object store knows: foreign conditions (DisruptionTarget, say) and the QoS class.</summary>
    public static PodStatus Merge(PodStatus? stored, PodStatus reported)
    {
        var foreign = stored?.Conditions?.Where(condition => !Runtimes.Contains(condition.Type ?? "")
            && reported.Conditions?.Any(other => other.Type == condition.Type) != true).ToList() ?? [];
        return reported with
        {
            QosClass = reported.QosClass ?? stored?.QosClass,
            Conditions = foreign.Count > 0 ? [.. foreign, .. reported.Conditions ?? []] : reported.Conditions,
        };
    }
}
