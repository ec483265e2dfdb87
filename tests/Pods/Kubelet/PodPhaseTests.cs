using JobFlows.Domain.Core;
using JobFlows.Pods.Kubelet;

namespace JobFlows.Pods.Tests.Kubelet;

public sealed class PodPhaseTests
{
    // w waiting, c waiting after a crash, r running, 0 and 1 ended with that exit code.
    [Theory]
    [InlineData("", "w", false, "Pending")]
    [InlineData("", "r", false, "Running")]
    [InlineData("", "rw", false, "Pending")]
    [InlineData("", "rc", false, "Running")]
    [InlineData("", "c", false, "Running")]
    [InlineData("", "r1", false, "Running")]
    [InlineData("", "0", true, "Succeeded")]
    [InlineData("", "00", true, "Succeeded")]
    [InlineData("", "01", true, "Failed")]
    [InlineData("", "w", true, "Failed")]
    [InlineData("r", "w", false, "Pending")]
    [InlineData("c", "w", false, "Pending")]
    [InlineData("0r", "w", false, "Pending")]
    [InlineData("00", "r", false, "Running")]
    [InlineData("1", "w", true, "Failed")]
    public void Of_Containers_GiveThePhase(string init, string app, bool over, string expected)
    {
        var spec = new PodSpec { InitContainers = [.. init.Select(_ => new Container())] };

        Assert.Equal(expected, PodPhase.Of(spec, [.. init.Select(Status)], [.. app.Select(Status)], over));
    }

    [Theory]
    [InlineData("w", false)]
    [InlineData("r", true)]
    [InlineData("c", true)]
    public void IsInitialized_Sidecar_IsEnoughOnceItHasStarted(string state, bool expected)
    {
        var spec = new PodSpec { InitContainers = [new Container { RestartPolicy = "Always" }] };

        Assert.Equal(expected, PodPhase.IsInitialized(spec, [Status(state[0])]));
    }

    private static ContainerStatus Status(char state) => state switch
    {
        'w' => new() { Name = "c", State = new ContainerState { Waiting = new ContainerStateWaiting() } },
        'c' => new()
        {
            Name = "c",
            State = new ContainerState { Waiting = new ContainerStateWaiting() },
            LastState = new ContainerState { Terminated = new ContainerStateTerminated { ExitCode = 1 } },
        },
        'r' => new() { Name = "c", State = new ContainerState { Running = new ContainerStateRunning() } },
        _ => new() { Name = "c", State = new ContainerState { Terminated = new ContainerStateTerminated { ExitCode = state - '0' } } },
    };
}
