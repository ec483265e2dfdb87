using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.FailurePolicies;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Pods;

namespace JobFlows.Domain.Tests.Upstream;

/// <summary>The cases of <c>pod_failure_policy_test.go</c>, <c>TestMatchPodFailurePolicy</c>. A rule is written <c>action operator codes</c> or
/// <c>action type=status</c>, rules are parted by semicolons; the pod is its container statuses (<c>name=code</c>, init containers with a leading
/// <c>i:</c>) and conditions (<c>type:status</c>).</summary>
public sealed class FailurePolicyTable
{
    private const string OfMain = "Container main for pod default/mypod failed with exit code";
    private const string Disrupted = "DisruptionTarget:True";

    [Theory]
    [InlineData("unknown action, exit codes: the rule is skipped", "UnknownAction In 1,2; FailJob In 2,3", "main=2", "FailJob", OfMain + " 2 matching FailJob rule at index 1")]
    [InlineData("unknown action, conditions: the rule is skipped", "UnknownAction DisruptionTarget=True; Ignore DisruptionTarget=True", Disrupted, "Ignore", null)]
    [InlineData("unknown operator: the rule is skipped", "Ignore UnknownOperator 1,2; FailJob In 2,3", "main=2", "FailJob", OfMain + " 2 matching FailJob rule at index 1")]
    [InlineData("no policy", null, "main=2", "Count", null)]
    [InlineData("Ignore on exit codes", "Ignore In 1,2,3", "main=2", "Ignore", null)]
    [InlineData("Ignore on negative exit codes", "Ignore In -1073741676,-1073741510", "main=-1073741510", "Ignore", null)]
    [InlineData("FailJob on exit codes", "FailJob In 1,2,3", "main=2", "FailJob", OfMain + " 2 matching FailJob rule at index 0")]
    [InlineData("successful containers are skipped", "FailJob NotIn 111", "i:init=0 main=111 support=0", "Count", null)]
    [InlineData("FailIndex on exit codes", "FailIndex In 1,2,3", "main=2", "FailIndex", null)]
    [InlineData("NotIn with 0", "FailJob NotIn 0", "main=1 support=0", "FailJob", OfMain + " 1 matching FailJob rule at index 0")]
    [InlineData("the second rule", "Count In 1,2,3; FailJob In 4,5,6", "main=6", "FailJob", OfMain + " 6 matching FailJob rule at index 1")]
    [InlineData("Count on exit codes, beside a container without a state", "Count In 1,2,3; FailJob NotIn 9", "foo bar=2", "Count", null)]
    [InlineData("FailIndex on a condition", "FailIndex DisruptionTarget=True", Disrupted, "FailIndex", null)]
    [InlineData("Ignore on a condition", "Ignore DisruptionTarget=True", Disrupted, "Ignore", null)]
    [InlineData("Ignore on a condition that is False", "Ignore DisruptionTarget=False", "DisruptionTarget:False", "Ignore", null)]
    [InlineData("Ignore on a condition that is Unknown", "Ignore DisruptionTarget=Unknown", "DisruptionTarget:Unknown", "Ignore", null)]
    [InlineData("False wanted, True found", "Ignore DisruptionTarget=False", Disrupted, "Count", null)]
    [InlineData("True wanted, False found", "Ignore DisruptionTarget=True", "DisruptionTarget:False", "Count", null)]
    [InlineData("True by default, False found", "Ignore DisruptionTarget=", "DisruptionTarget:False", "Count", null)]
    [InlineData("True by default, True found", "Ignore DisruptionTarget=", Disrupted, "Ignore", null)]
    [InlineData("FailJob on a condition", "FailJob DisruptionTarget=True", Disrupted, "FailJob", "Pod default/mypod has condition DisruptionTarget matching FailJob rule at index 0")]
    [InlineData("Count on a condition", "Count DisruptionTarget=True; FailJob DisruptionTarget=True", Disrupted, "Count", null)]
    [InlineData("the first of many rules", "Count NotIn 8; Ignore In 1,2,3; FailJob NotIn 5,6,7; Count ResourceLimitExceeded=True; Ignore DisruptionTarget=True", "main=32", "Count", null)]
    [InlineData("the rule that matches, by its condition", "FailJob MaxFailedIndexesExceeded=True; Ignore DisruptionTarget=True", Disrupted, "Ignore", null)]
    [InlineData("one of two conditions", "FailJob Other=True,DisruptionTarget=True", Disrupted, "FailJob", "Pod default/mypod has condition DisruptionTarget matching FailJob rule at index 0")]
    [InlineData("init containers count as well", "FailJob In 7", "i:main=7", "FailJob", OfMain + " 7 matching FailJob rule at index 0")]
    public void Match(string name, string? rules, string pod, string action, string? message)
    {
        var match = FailurePolicyMatcher.Match(rules is null ? null : Policy(rules), "default", PodObservations.Of(Failed(pod)));
        Assert.True($"{match.Action}" == action, name);
        Assert.Equal(message, match.Message);
        Assert.Equal(action != "Ignore", match.Counts);
    }

    [Theory]
    [InlineData("main", "FailJob")]
    [InlineData("other", "Count")]
    public void ContainerName_RestrictsTheRule(string container, string action)
    {
        var policy = new PodFailurePolicy
        {
            Rules = [new PodFailurePolicyRule
            {
                Action = "FailJob",
                OnExitCodes = new PodFailurePolicyOnExitCodesRequirement { ContainerName = container, Operator = "In", Values = [2] },
            }],
        };
        Assert.Equal(action, $"{FailurePolicyMatcher.Match(policy, "default", PodObservations.Of(Failed("main=2 third=2"))).Action}");
    }

    private static PodFailurePolicy Policy(string rules) => new() { Rules = [.. rules.Split("; ").Select(rule => Rule(rule.Split(' ')))] };

    private static PodFailurePolicyRule Rule(string[] words) => words.Length == 3
        ? new PodFailurePolicyRule
        {
            Action = words[0],
            OnExitCodes = new PodFailurePolicyOnExitCodesRequirement { Operator = words[1], Values = [.. words[2].Split(',').Select(int.Parse)] },
        }
        : new PodFailurePolicyRule
        {
            Action = words[0],
            OnPodConditions = [.. words[1].Split(',').Select(word => word.Split('='))
                .Select(pair => new PodFailurePolicyOnPodConditionsPattern { Type = pair[0], Status = pair[1].Length > 0 ? pair[1] : null })],
        };

    private static Pod Failed(string text)
    {
        var words = text.Split(' ');
        return new Pod
        {
            Metadata = new ObjectMeta { Namespace = "default", Name = "mypod" },
            Status = new PodStatus
            {
                Phase = "Failed",
                ContainerStatuses = [.. words.Where(word => !word.Contains(':')).Select(Ended)],
                InitContainerStatuses = [.. words.Where(word => word.StartsWith("i:")).Select(word => Ended(word[2..]))],
                Conditions = [.. words.Where(word => word.Contains(':') && !word.StartsWith("i:")).Select(word => word.Split(':'))
                    .Select(parts => new PodCondition { Type = parts[0], Status = parts[1] })],
            },
        };
    }

    private static ContainerStatus Ended(string word) => word.Split('=') is [var name, var code]
        ? new ContainerStatus { Name = name, State = new ContainerState { Terminated = new ContainerStateTerminated { ExitCode = int.Parse(code) } } }
        : new ContainerStatus { Name = word };
}
