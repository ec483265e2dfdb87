using JobFlows.Domain.Core;
using JobFlows.Pods.Kubelet;

namespace JobFlows.Pods.Tests.Kubelet;

public sealed class LostRunTests
{
    private static readonly ContainerState Running = new() { Running = new ContainerStateRunning() };
    private static readonly ContainerState Waiting = new() { Waiting = new ContainerStateWaiting() };
    private static readonly ContainerState Ended = new() { Terminated = new ContainerStateTerminated { ExitCode = 0 } };

    public static TheoryData<string, ContainerStatus?, int, bool, int?> Cases => new()
    {
        { "nothing is known of it", null, -1, false, null },
        { "nothing is known of it, but of its pod", null, -1, true, 0 },
        { "nothing is known of it, but it left a log", null, 0, false, 0 },
        { "it had not been started", Status(Waiting), -1, true, null },
        { "its start was not told", Status(Waiting), 0, false, 0 },
        { "it ran", Status(Running, runs: 2), 2, true, 2 },
        { "it ran, and its folder is gone", Status(Running, runs: 2), -1, true, 2 },
        { "it had ended", Status(Ended, runs: 1), 1, true, null },
        { "it waited to be started again", Status(Waiting, runs: 1, last: Ended), 1, true, null },
        { "it had been started again, which was not told", Status(Waiting, runs: 1, last: Ended), 2, true, 2 },
        { "it ran again", Status(Running, runs: 3, last: Ended), 3, true, 3 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_WhatWasLeft_IsTheRunThatWasUnderWay(string name, ContainerStatus? known, int newest, bool podRan, int? expected)
    {
        Assert.NotEmpty(name);
        Assert.Equal(expected, LostRun.Of(known, newest, podRan));
    }

    private static ContainerStatus Status(ContainerState state, int runs = 0, ContainerState? last = null) =>
        new() { Name = "main", State = state, LastState = last, RestartCount = runs };
}
