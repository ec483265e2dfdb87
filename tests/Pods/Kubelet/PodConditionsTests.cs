using JobFlows.Domain.Core;
using JobFlows.Pods.Kubelet;

namespace JobFlows.Pods.Tests.Kubelet;

public sealed class PodConditionsTests
{
    private const string Gate = "example.com/up";

    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true, null, "False", "ReadinessGatesNotReady", "corresponding condition of pod readiness gate \"example.com/up\" does not exist.")]
    [InlineData(true, "False", "False", "ReadinessGatesNotReady", "the status of pod readiness gate \"example.com/up\" is not \"True\", but False")]
    [InlineData(true, "True", "True", null, null)]
    [InlineData(false, "True", "False", "ContainersNotReady", "containers with unready status: [main]")]
    public void Update_PodWithAReadinessGate_IsReadyWhenBothAre(bool ready, string? gate, string status, string? reason, string? message)
    {
        var spec = new PodSpec { ReadinessGates = [new PodReadinessGate { ConditionType = Gate }], Containers = [new Container { Name = "main" }] };
        PodCondition[] gates = gate is null ? [] : [new PodCondition { Type = Gate, Status = gate }];

        var conditions = PodConditions.Update([], spec, "Running", [], [new ContainerStatus { Name = "main", Ready = ready }], 1, Now, gates: gates);

        var shown = conditions.Single(one => one.Type == "Ready");
        Assert.Equal((status, reason, message), (shown.Status, shown.Reason, shown.Message));
        Assert.Equal(ready ? "True" : "False", conditions.Single(one => one.Type == "ContainersReady").Status);
        Assert.DoesNotContain(conditions, one => one.Type == Gate);
    }
}
