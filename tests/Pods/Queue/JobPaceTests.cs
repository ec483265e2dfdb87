using JobFlows.Domain.Core;
using JobFlows.Pods.Queue.Server;

namespace JobFlows.Pods.Tests.Queue;

public sealed class JobPaceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly JobPace pace = new(most: 50, work: TimeSpan.FromSeconds(5));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(16, 1)]
    [InlineData(100, 7)]
    [InlineData(10_000, 50)]
    public void GroupSize_NothingKnown_SpreadsWhatStarts(int starting, int expected) => Assert.Equal(expected, pace.GroupSize("job", starting));

    [Theory]
    [InlineData(0, 50)]
    [InlineData(1, 5)]
    [InlineData(3600, 1)]
    public void GroupSize_PodsHaveEnded_FitsHowLongTheyTook(int seconds, int expected)
    {
        pace.Learn("job", Took(seconds));

        Assert.Equal(expected, pace.GroupSize("job", 1000));
        Assert.Equal(50, pace.GroupSize("another", 1000));
    }

    [Fact]
    public void Learn_PodThatNeverRan_SaysNothing()
    {
        pace.Learn("job", new PodStatus { Phase = "Failed" });

        Assert.Equal(50, pace.GroupSize("job", 1000));
    }

    private static PodStatus Took(int seconds) => new()
    {
        ContainerStatuses = [new ContainerStatus { Name = "main", State = new ContainerState { Terminated = new ContainerStateTerminated { StartedAt = Noon, FinishedAt = Noon.AddSeconds(seconds) } } }],
    };
}
