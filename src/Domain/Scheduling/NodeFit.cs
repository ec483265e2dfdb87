using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Scheduling;

/// <summary>Whether the one node takes a pod, and what upstream's scheduler says when it does not.</summary>
public static class NodeFit
{
    private const string Hopeless = "Preemption is not helpful for scheduling";
    private const string NoVictims = "No preemption victims found for incoming pod";

    /// <summary>Looks at the node.</summary>
    /// <param name="spec">The pod's spec.</param>
    /// <param name="requests">What <see cref="PodRequests"/> makes of it.</param>
    /// <param name="node">The node.</param>
    /// <param name="used">What the pods on it ask for.</param>
    /// <returns>Null when the pod fits; else the message of <c>FailedScheduling</c>.</returns>
    public static string? Problem(PodSpec spec, IReadOnlyDictionary<string, decimal> requests, Node node, IReadOnlyDictionary<string, decimal> used)
    {
        if (Refusal(spec, node) is { } refusal)
        {
            return Message([refusal], Hopeless);
        }

        var allocatable = node.Status?.Allocatable ?? new Dictionary<string, Quantity>();
        var lacking = new List<string>();
        var hopeless = false;
        foreach (var (name, amount) in requests)
        {
            var all = allocatable.TryGetValue(name, out var quantity) ? quantity.Value : 0;
            if (amount > 0 && used.GetValueOrDefault(name) + amount > all)
            {
                lacking.Add(name == PodRequests.Pods ? "Too many pods" : $"Insufficient {name}");
                hopeless |= amount > all;
            }
        }

        return lacking.Count == 0 ? null : Message(lacking, hopeless ? Hopeless : NoVictims);
    }

    /// <summary>The message of <c>FailedScheduling</c> for a pod whose persistentVolumeClaim isn't there.</summary>
    public static string MissingClaim(string claim) => Message($"persistentvolumeclaim \"{claim}\" not found", Hopeless);

    /// <summary>The message of <c>FailedScheduling</c> for a pod while the node's disk is almost full.</summary>
    public static string DiskPressure { get; } = Message(["node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }"], Hopeless);

    // In the order in which upstream's plug-ins look; the first that refuses is the one that is told of.
    private static string? Refusal(PodSpec spec, Node node) =>
        node.Spec?.Unschedulable == true && !Taints.ToleratesCordon(spec) ? "node(s) were unschedulable"
        : Taints.FirstUntolerated(spec, node) is { } taint ? $"node(s) had untolerated taint {{{taint.Key}: {taint.Value}}}"
        : NodeSelectors.Admit(spec, node) ? null
        : "node(s) didn't match Pod's node affinity/selector";

    private static string Message(IReadOnlyList<string> reasons, string preemption) =>
        Message(string.Join(", ", reasons.Select(reason => "1 " + reason).Order(StringComparer.Ordinal)), preemption);

    private static string Message(string reasons, string preemption) =>
        $"0/1 nodes are available: {reasons}. no new claims to deallocate, preemption: 0/1 nodes are available: 1 {preemption}.";
}
