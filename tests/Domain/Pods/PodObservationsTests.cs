using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Pods;

namespace JobFlows.Domain.Tests.Pods;

public sealed class PodObservationsTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly ObjectMeta Meta = new() { Name = "p", Uid = "u", CreationTimestamp = At };

    [Fact]
    public void Of_RunningPod()
    {
        var seen = PodObservations.Of(new Pod
        {
            Metadata = Meta,
            Status = new PodStatus
            {
                Phase = "Running",
                Conditions = [new PodCondition { Type = "Ready", Status = "True" }],
                ContainerStatuses = [new ContainerStatus { Name = "a", RestartCount = 2 }, new ContainerStatus { Name = "b" }],
                InitContainerStatuses = [new ContainerStatus { Name = "i", RestartCount = 3, State = Ended(0, At) }],
            },
        });

        Assert.Equal(("p", "u", "Running", true, 5), (seen.Name, seen.Uid, seen.Phase, seen.Ready, seen.Restarts));
        Assert.Equal((false, false, false), (seen.Terminating, seen.Gone, seen.HasEnded));
        Assert.Null(seen.FinishedAt);
        Assert.Null(seen.Ended);
        Assert.Null(seen.Conditions);
    }

    [Fact]
    public void Of_FailedPod_TellsWhatFailurePoliciesLookAt()
    {
        var seen = PodObservations.Of(new Pod
        {
            Metadata = Meta,
            Status = new PodStatus
            {
                Phase = "Failed",
                Conditions = [new PodCondition { Type = "DisruptionTarget", Status = "True", Message = "dropped" }],
                ContainerStatuses = [new ContainerStatus { Name = "waits" }, new ContainerStatus { Name = "a", State = Ended(42, At) }],
                InitContainerStatuses = [new ContainerStatus { Name = "i", State = Ended(0, At) }],
            },
        });

        Assert.Equal([("a", 42), ("i", 0)], seen.Ended!.Select(container => (container.Name!, container.State!.Terminated!.ExitCode!.Value)));
        Assert.Equal(new PodCondition { Type = "DisruptionTarget", Status = "True" }, Assert.Single(seen.Conditions!));
    }

    [Theory]
    [InlineData("batch.kubernetes.io/job-tracking", false)]
    [InlineData("example.com/block", true)]
    [InlineData(null, true)]
    public void Of_PodWithoutItsFinalizer_IsUntracked(string? finalizer, bool untracked) =>
        Assert.Equal(untracked, PodObservations.Of(new Pod { Metadata = Meta with { Finalizers = finalizer is null ? null : [finalizer] } }).Untracked);

    [Fact]
    public void Of_GonePod_HasEnded()
    {
        var seen = PodObservations.Of(new Pod { Metadata = Meta }, gone: true);
        Assert.Equal(("Pending", true, true, At), (seen.Phase, seen.Gone, seen.HasEnded, seen.FinishedAt!.Value));
    }

    public static TheoryData<string, Pod, int> FinishCases() => new()
    {
        { "the latest container end", Finished([Ended(0, At.AddSeconds(5)), Ended(1, At.AddSeconds(9))], notReadyAt: 20), 9 },
        { "not while a container has no end", Finished([Ended(0, At.AddSeconds(5)), new ContainerState()], notReadyAt: 20), 20 },
        { "not ready since", Finished([], notReadyAt: 20), 20 },
        { "the deletion, less the grace", Finished([], deletedAt: 40) with { Status = new PodStatus { Phase = "Running" } }, 10 },
        { "the creation", Finished([]), 0 },
    };

    [Theory]
    [MemberData(nameof(FinishCases))]
    public void FinishedAt_IsTheBestKnown(string name, Pod pod, int seconds) =>
        Assert.True(At.AddSeconds(seconds) == PodObservations.Of(pod).FinishedAt, name);

    private static Pod Finished(ContainerState[] states, int? notReadyAt = null, int? deletedAt = null) => new()
    {
        Metadata = Meta with
        {
            DeletionTimestamp = deletedAt is { } deleted ? At.AddSeconds(deleted) : null,
            DeletionGracePeriodSeconds = deletedAt is null ? null : 30,
        },
        Status = new PodStatus
        {
            Phase = "Failed",
            ContainerStatuses = [.. states.Select(state => new ContainerStatus { State = state })],
            Conditions = notReadyAt is { } notReady
                ? [new PodCondition { Type = "Ready", Status = "False", LastTransitionTime = At.AddSeconds(notReady) }]
                : null,
        },
    };

    private static ContainerState Ended(int code, DateTimeOffset at) => new() { Terminated = new ContainerStateTerminated { ExitCode = code, FinishedAt = at } };
}
