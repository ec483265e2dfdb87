using JobFlows.Domain.Core;
using JobFlows.Domain.Jobs;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Pods;

namespace JobFlows.Domain.Tests.Upstream;

/// <summary>The cases of <c>backoff_utils_test.go</c>. Upstream's take 5 s and 700 s as the shortest and the longest delay; here these are the real ones,
/// 10 s and 10 min.</summary>
public sealed class BackoffTable
{
    private static readonly DateTimeOffset At = new(2009, 11, 10, 23, 0, 0, TimeSpan.Zero);

    /// <summary><c>TestNewBackoffRecord</c>. Times are milliseconds after the last of them.</summary>
    [Theory]
    [InlineData("one failure", 0, new int[0], new[] { 0 }, 1, 0)]
    [InlineData("two failures", 0, new int[0], new[] { 0, -1 }, 2, 0)]
    [InlineData("two failures, then a success", 0, new[] { 0 }, new[] { -2, -1 }, 0, null)]
    [InlineData("two failures, a success, two failures", 0, new[] { -2 }, new[] { 0, -4, -3, -1 }, 2, 0)]
    [InlineData("two failures known, and one more", 2, new int[0], new[] { 0 }, 3, 0)]
    [InlineData("a success and a failure at the same time", 0, new[] { 0 }, new[] { 0 }, 0, null)]
    [InlineData("nothing", 0, new int[0], new int[0], 0, null)]
    [InlineData("one success", 0, new[] { 0 }, new int[0], 0, null)]
    [InlineData("two failures known, and a success", 2, new[] { 0 }, new int[0], 0, null)]
    public void Streak(string name, int known, int[] successes, int[] failures, int length, int? last)
    {
        var streak = new FailureStreak(known, null).After(Times(successes), Times(failures));
        Assert.True(new FailureStreak(length, last is { } at ? At.AddMilliseconds(at) : null) == streak, name);
    }

    /// <summary><c>TestGetFinishedTime</c>.</summary>
    public static TheoryData<string, Pod> FinishedPods() => new()
    {
        { "the latest of three containers", Pod([Ended(-1), Ended(0), Ended(-2)]) },
        { "a container that still runs: the deletion", Pod([Ended(-1), Running, Ended(-2)], deletion: 0) },
        { "the deletion", Pod([Running], deletion: 0) },
        { "the deletion less the grace period", Pod([Running], deletion: 30, grace: 30) },
        { "not ready since", Pod([Ended(null)], ready: ("False", 0)) },
        { "ready: the deletion", Pod([Ended(null)], ready: ("True", -30), deletion: 0) },
        { "the creation", Pod([Ended(null)]) with { Metadata = new ObjectMeta { Name = "p", Uid = "u", CreationTimestamp = At } } },
        {
            "a sidecar that ends last", Pod([Ended(-1)]) with
            {
                Spec = new PodSpec { InitContainers = [new Container { Name = "sidecar", RestartPolicy = "Always" }, new Container { Name = "first" }] },
                Status = new PodStatus
                {
                    Phase = "Failed",
                    ContainerStatuses = [new ContainerStatus { State = Ended(-1) }],
                    InitContainerStatuses = [new ContainerStatus { Name = "first", State = Ended(9) }, new ContainerStatus { Name = "sidecar", State = Ended(0) }],
                },
            }
        },
    };

    [Theory]
    [MemberData(nameof(FinishedPods))]
    public void FinishedAt(string name, Pod pod) => Assert.True(At == PodObservations.Of(pod).FinishedAt, name);

    /// <summary><c>TestGetRemainingBackoffTime</c>: whether and when a new pod may start.</summary>
    [Theory]
    [InlineData("no failures", 0, null)]
    [InlineData("one failure", 1, 10)]
    [InlineData("three failures", 3, 40)]
    [InlineData("six failures, not yet the longest", 6, 320)]
    [InlineData("seven failures, the longest", 7, 600)]
    [InlineData("very many failures", int.MaxValue, 600)]
    public void DueAt(string name, int failures, int? seconds) => Assert.True(
        (seconds is { } after ? At.AddSeconds(after) : (DateTimeOffset?)null) == new FailureStreak(failures, failures == 0 ? null : At).DueAt(), name);

    /// <summary><c>TestGetRemainingBackoffTime</c>: as time passes.</summary>
    [Theory]
    [InlineData("at the failure", 0, 0)]
    [InlineData("a second before it is due", 9, 0)]
    [InlineData("when it is due", 10, 1)]
    [InlineData("a second after it was due", 11, 1)]
    public void AfterAWhile(string name, int seconds, int active)
    {
        var sim = new Jobs.JobSim(Jobs.Specs.Plain(1, 1));
        sim.Fail(sim.Active[0]);
        sim.Now += TimeSpan.FromSeconds(seconds);
        sim.Step();
        Assert.True(active == sim.Active.Count, name);
    }

    /// <summary><c>TestGetRemainingBackoffTimePerIndex</c>.</summary>
    [Theory]
    [InlineData("two failures before", 3, 0, 40)]
    [InlineData("one failure before that counted and one that was ignored", 2, 1, 40)]
    [InlineData("the first failure", 1, 0, 10)]
    public void PerIndex_DueAt(string name, int failures, int ignored, int seconds)
    {
        Assert.True(At.AddSeconds(seconds) == new IndexRetry(failures, ignored, At).DueAt(), name);
        Assert.Null(new IndexRetry(failures, ignored, FailedAt: null).DueAt());
    }

    private static ContainerState Running => new() { Running = new ContainerStateRunning() };

    private static ContainerState Ended(int? seconds) => new()
    {
        Terminated = new ContainerStateTerminated { FinishedAt = seconds is { } at ? At.AddSeconds(at) : null },
    };

    private static DateTimeOffset[] Times(int[] milliseconds) => [.. milliseconds.Select(ms => At.AddMilliseconds(ms))];

    private static Pod Pod(ContainerState[] states, int? deletion = null, int? grace = null, (string Status, int At)? ready = null) => new()
    {
        Metadata = new ObjectMeta
        {
            Name = "p",
            Uid = "u",
            CreationTimestamp = At.AddDays(-1),
            DeletionTimestamp = deletion is { } deleted ? At.AddSeconds(deleted) : null,
            DeletionGracePeriodSeconds = grace,
        },
        Status = new PodStatus
        {
            Phase = "Failed",
            ContainerStatuses = [.. states.Select(state => new ContainerStatus { State = state })],
            Conditions = ready is { } condition ? [new PodCondition { Type = "Ready", Status = condition.Status, LastTransitionTime = At.AddSeconds(condition.At) }] : null,
        },
    };
}
