using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Scheduling;

namespace JobFlows.Domain.Tests.Scheduling;

public sealed class PodRequestsTests
{
    [Fact]
    public void Of_NothingAsked_IsOnePod() => Assert.Equal([KeyValuePair.Create("pods", 1m)], PodRequests.Of(new PodSpec { Containers = [Asking(null)] }));

    [Fact]
    public void Of_EmptyLists_IsOnePod() => Assert.Equal(
        [KeyValuePair.Create("pods", 1m)],
        PodRequests.Of(new PodSpec { Containers = [new Container { Resources = new ResourceRequirements { Requests = Amounts(), Limits = Amounts() } }], Overhead = Amounts() }));

    [Fact]
    public void Of_OneOfSeveralAsks_Counts() => Assert.Equal(1m, Cpu(new PodSpec { Containers = [Asking(null), Asking("1")] }));

    [Fact]
    public void Of_OnlyAnInitContainerAsks_Counts() => Assert.Equal(2m, Cpu(new PodSpec { Containers = [Asking(null)], InitContainers = [Asking("2")] }));

    [Fact]
    public void Of_OnlyOverhead_Counts() => Assert.Equal(0.25m, Cpu(new PodSpec { Containers = [Asking(null)], Overhead = Amounts("250m") }));

    [Fact]
    public void Of_OnlyThePodAsks_Counts() => Assert.Equal(2m, Cpu(new PodSpec { Resources = new ResourceRequirements { Limits = Amounts("2") } }));

    [Fact]
    public void Of_LimitBesideARequest_IsNotAsked() => Assert.Equal(
        1m, Cpu(new PodSpec { Containers = [new Container { Resources = new ResourceRequirements { Requests = Amounts("1"), Limits = Amounts("2") } }] }));

    [Fact]
    public void Of_Containers_AddUp() => Assert.Equal(1.5m, Cpu(new PodSpec { Containers = [Asking("1"), Asking("500m")] }));

    [Fact]
    public void Of_InitContainers_CountOneAtATime() =>
        Assert.Equal(2m, Cpu(new PodSpec { Containers = [Asking("1")], InitContainers = [Asking("2"), Asking("500m")] }));

    [Fact]
    public void Of_Sidecars_RunBesideTheRestAndBesideLaterInitContainers() =>
        Assert.Equal(3.5m, Cpu(new PodSpec { Containers = [Asking("1")], InitContainers = [Asking("3"), Sidecar("500m"), Asking("3")] }));

    [Fact]
    public void Of_Sidecars_AddToTheContainers() =>
        Assert.Equal(1.5m, Cpu(new PodSpec { Containers = [Asking("1")], InitContainers = [Sidecar("500m"), Asking("500m")] }));

    [Fact]
    public void Of_LimitWithoutRequest_IsRequested()
    {
        var container = new Container { Resources = new ResourceRequirements { Limits = Amounts("2") } };

        Assert.Equal(2m, Cpu(new PodSpec { Containers = [container] }));
    }

    [Fact]
    public void Of_Overhead_IsAdded() => Assert.Equal(1.25m, Cpu(new PodSpec { Containers = [Asking("1")], Overhead = Amounts("250m") }));

    [Fact]
    public void Of_RequestsOfThePod_ReplaceThoseOfItsContainers() =>
        Assert.Equal(4m, Cpu(new PodSpec { Containers = [Asking("1")], Resources = new ResourceRequirements { Requests = Amounts("4") } }));

    private static decimal Cpu(PodSpec spec) => PodRequests.Of(spec)["cpu"];

    private static Container Sidecar(string cpu) => Asking(cpu) with { RestartPolicy = "Always" };

    private static Container Asking(string? cpu) => new() { Resources = cpu is null ? null : new ResourceRequirements { Requests = Amounts(cpu) } };

    private static Dictionary<string, Quantity> Amounts() => [];

    private static Dictionary<string, Quantity> Amounts(string cpu) => new() { ["cpu"] = new(cpu) };
}
