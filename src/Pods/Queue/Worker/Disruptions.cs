using JobFlows.Domain.Core;
using JobFlows.Pods.Kubelet;

namespace JobFlows.Pods.Queue.Worker;

/// <summary>What is said of pods that their worker, and nothing of their own, has ended.</summary>
internal static class Disruptions
{
    private const string Shutdown = "Pod was terminated in response to imminent node shutdown.";
    private const string NodeGone = "PodGC: node no longer exists";

    /// <summary>A pod that was stopped because its worker stops.</summary>
    public static PodStatus NodeShutdown(PodStatus status, DateTimeOffset now) => With(
        status with { Phase = "Failed", Reason = "Terminated", Message = Shutdown }, "TerminationByKubelet", Shutdown, now);

    /// <summary>A pod whose worker is lost.</summary>
    /// <param name="pod">The pod as it was sent.</param>
    /// <param name="now">The time.</param>
    public static PodStatus WorkerLost(Pod pod, DateTimeOffset now) => With(LostPod.Fail(pod, now), "DeletionByPodGC", NodeGone, now);

    private static PodStatus With(PodStatus status, string reason, string message, DateTimeOffset now) => status with
    {
        Conditions =
        [
            .. (status.Conditions ?? []).Where(condition => condition.Type != "DisruptionTarget"),
            new PodCondition { Type = "DisruptionTarget", Status = "True", Reason = reason, Message = message, LastTransitionTime = now },
        ],
    };
}
