using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Jobs;

namespace JobFlows.Domain.FailurePolicies;

/// <summary>Applies <c>spec.podFailurePolicy</c>: the first rule that matches a failed pod decides.</summary>
public static class FailurePolicyMatcher
{
    /// <summary>What <paramref name="policy"/> says of a failed pod of a Job in <paramref name="podNamespace"/>.</summary>
    public static FailureMatch Match(PodFailurePolicy? policy, string podNamespace, PodObservation pod)
    {
        var rules = policy?.Rules ?? [];
        for (var i = 0; i < rules.Count; i++)
        {
            if (Cause(rules[i], podNamespace, pod) is { } cause && ActionOf(rules[i]) is { } action)
            {
                return new FailureMatch(action, action is FailureAction.FailJob ? $"{cause} matching FailJob rule at index {i}" : null);
            }
        }

        return new FailureMatch(FailureAction.Count);
    }

    private static FailureAction? ActionOf(PodFailurePolicyRule rule) => rule.Action switch
    {
        "Ignore" => FailureAction.Ignore,
        "FailIndex" => FailureAction.FailIndex,
        "FailJob" => FailureAction.FailJob,
        "Count" => FailureAction.Count,
        _ => null,
    };

    private static string? Cause(PodFailurePolicyRule rule, string podNamespace, PodObservation pod)
    {
        if (rule.OnExitCodes is { } onExitCodes)
        {
            return pod.Ended?.FirstOrDefault(container => Matches(onExitCodes, container)) is { } container
                ? $"Container {container.Name} for pod {podNamespace}/{pod.Name} failed with exit code {container.State!.Terminated!.ExitCode}"
                : null;
        }

        return rule.OnPodConditions is { } patterns && pod.Conditions?.FirstOrDefault(condition => Matches(patterns, condition)) is { } condition
            ? $"Pod {podNamespace}/{pod.Name} has condition {condition.Type}"
            : null;
    }

    private static bool Matches(PodFailurePolicyOnExitCodesRequirement requirement, ContainerStatus container)
    {
        if (container.State?.Terminated?.ExitCode is not { } exitCode || exitCode == 0
            || (requirement.ContainerName is { } name && name != container.Name))
        {
            return false;
        }

        var listed = requirement.Values?.Contains(exitCode) ?? false;
        return requirement.Operator switch
        {
            "In" => listed,
            "NotIn" => !listed,
            _ => false,
        };
    }

    private static bool Matches(IReadOnlyList<PodFailurePolicyOnPodConditionsPattern> patterns, PodCondition condition) =>
        patterns.Any(pattern => pattern.Type == condition.Type && (pattern.Status ?? "True") == condition.Status);
}
