using JobFlows.Api.Tests.Fakes;
using JobFlows.Pods.Aci.Arm;
using JobFlows.Pods.Aci.Life;

namespace JobFlows.Pods.Tests.Aci;

/// <summary>How requests slow down.</summary>
public sealed class ArmGateTests
{
    private readonly ManualTime time = new();
    private readonly ArmGate gate;

    public ArmGateTests() => gate = new ArmGate(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), time);

    [Fact]
    public void Enter_AsLongAsGroupsAreMade_IsFree() => Assert.Equal([TimeSpan.Zero, TimeSpan.Zero], new[] { gate.Enter(), gate.Enter() });

    [Fact]
    public void Enter_AfterRefusals_OneAtATimeMayTry()
    {
        gate.Refuse(null);
        Assert.Equal(TimeSpan.FromSeconds(5), gate.Enter());

        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.Zero, gate.Enter());
        Assert.Equal(TimeSpan.FromSeconds(5), gate.Enter());

        gate.Refuse(null);
        Assert.Equal(TimeSpan.FromSeconds(10), gate.Enter());
        gate.Open();
        Assert.Equal([TimeSpan.Zero, TimeSpan.Zero], new[] { gate.Enter(), gate.Enter() });
    }

    [Fact]
    public void Throttle_ClosesForEverybody()
    {
        gate.Throttle(new ArmRefusal("TooManyRequests", "", IsFinal: false, IsThrottled: true, TimeSpan.FromSeconds(17)));

        Assert.Equal((TimeSpan.FromSeconds(17), TimeSpan.FromSeconds(17)), (gate.Closed(), gate.Enter()));
        time.Advance(TimeSpan.FromSeconds(17));
        Assert.Equal(TimeSpan.Zero, gate.Closed());
    }

    [Fact]
    public void Throttle_ByAnotherError_DoesNothing()
    {
        gate.Throttle(new ArmRefusal("Conflict", "", IsFinal: false, IsThrottled: false, TimeSpan.FromSeconds(17)));

        Assert.Equal(TimeSpan.Zero, gate.Closed());
    }
}
