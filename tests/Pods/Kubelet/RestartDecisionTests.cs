using JobFlows.Domain.Core;
using JobFlows.Pods.Kubelet;

namespace JobFlows.Pods.Tests.Kubelet;

public sealed class RestartDecisionTests
{
    [Theory]
    [InlineData("Never", null, false, 1, false)]
    [InlineData("OnFailure", null, false, 0, false)]
    [InlineData("OnFailure", null, false, 1, true)]
    [InlineData("Always", null, false, 0, true)]
    [InlineData("Always", null, true, 0, false)]
    [InlineData("Always", null, true, 1, true)]
    [InlineData("Never", "OnFailure", false, 1, true)]
    [InlineData("Never", "Always", true, 0, true)]
    [InlineData("Always", "Never", false, 1, false)]
    public void ShouldRestart_Policies_TheContainersGoesBeforeThePods(string pod, string? container, bool init, int exitCode, bool expected) =>
        Assert.Equal(expected, RestartDecision.ShouldRestart(new PodSpec { RestartPolicy = pod }, new Container { RestartPolicy = container }, init, exitCode));

    [Theory]
    [InlineData("In", 42, true)]
    [InlineData("In", 1, false)]
    [InlineData("NotIn", 42, false)]
    [InlineData("NotIn", 1, true)]
    public void ShouldRestart_Rules_GoBeforePolicies(string @operator, int exitCode, bool expected)
    {
        var rule = new ContainerRestartRule { Action = "Restart", ExitCodes = new ContainerRestartRuleOnExitCodes { Operator = @operator, Values = [42] } };
        var container = new Container { RestartPolicy = "Never", RestartPolicyRules = [rule] };

        Assert.Equal(expected, RestartDecision.ShouldRestart(new PodSpec { RestartPolicy = "Never" }, container, init: false, exitCode));
    }
}
