using JobFlows.Domain.Core;

namespace JobFlows.Pods.Kubelet;

/// <summary>Whether a container that ended is started again in its pod.</summary>
internal static class RestartDecision
{
    /// <summary>Decides by the container's rules, its own policy, then the pod's.</summary>
    public static bool ShouldRestart(PodSpec spec, Container container, bool init, int exitCode)
    {
        if ((container.RestartPolicyRules ?? []).Any(rule => rule.Action == "Restart" && Matches(rule.ExitCodes, exitCode)))
        {
            return true;
        }

        return (container.RestartPolicy ?? spec.RestartPolicy ?? "Always") switch
        {
            "Never" => false,
            "OnFailure" => exitCode != 0,
            _ => !init || container.RestartPolicy == "Always" || exitCode != 0,
        };
    }

    private static bool Matches(ContainerRestartRuleOnExitCodes? codes, int exitCode) => codes?.Operator switch
    {
        "In" => codes.Values?.Contains(exitCode) == true,
        "NotIn" => codes.Values?.Contains(exitCode) == false,
        _ => false,
    };
}
