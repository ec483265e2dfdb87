using JobFlows.Domain.Core;

namespace JobFlows.Domain.Scheduling;

/// <summary>Whether a pod tolerates a node's taints.</summary>
internal static class Taints
{
    /// <summary>The first taint that keeps the pod away, or null.</summary>
    public static Taint? FirstUntolerated(PodSpec spec, Node node) => (node.Spec?.Taints ?? [])
        .FirstOrDefault(taint => taint.Effect is "NoSchedule" or "NoExecute" && !(spec.Tolerations ?? []).Any(toleration => Tolerates(toleration, taint)));

    /// <summary>Whether the pod tolerates the taint that cordoned nodes stand for.</summary>
    public static bool ToleratesCordon(PodSpec spec) =>
        (spec.Tolerations ?? []).Any(toleration => Tolerates(toleration, new Taint { Key = "node.kubernetes.io/unschedulable", Effect = "NoSchedule" }));

    private static bool Tolerates(Toleration toleration, Taint taint) =>
        (toleration.Effect is null or "" || toleration.Effect == taint.Effect)
        && (toleration.Key is null or "" || toleration.Key == taint.Key)
        && toleration.Operator switch
        {
            null or "" or "Equal" => (toleration.Value ?? "") == (taint.Value ?? ""),
            "Exists" => true,
            _ => false,
        };
}
